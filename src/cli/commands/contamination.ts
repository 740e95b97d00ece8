import type { CheckModelsOptions } from '../../../eval/index.js';
import { MixevalError } from '../../core/errors.js';
import { textTable } from '../../core/text-table.js';
import { type CliCommand, collect, command, wholeNumber } from '../command.js';
import { modelInWords, runsInWords, textsInWords } from '../contamination-output.js';
import type { CliContext, Output } from '../context.js';
import { printable } from '../printable.js';
import { wrapProse } from '../prose.js';
import { addModelOptions, addPaceOptions, type RunFlags, withRunOptions } from '../run-options.js';

interface ContaminationFlags extends RunFlags {
  readonly version: string;
  readonly text?: string[];
  readonly ngram?: number;
  readonly paraphrase?: boolean;
  readonly runs?: string[];
  readonly modelDate?: string[];
  readonly probe?: string[];
  readonly limit?: number;
  readonly dryRun?: boolean;
}

/** `mixeval contamination`: whether texts hold a release's items, models have seen them, or runs show it. */
export const contaminationCommand: CliCommand = {
  name: 'contamination',
  build: (run) => {
    const contamination = command('contamination', 'tell whether texts, models or runs have seen a release')
      .requiredOption('--version <name>', 'release')
      .option(
        '--text <paths...>',
        'search files and folders of text: plain, JSON, CSV, Parquet, WARC, WET, also .gz and .zst; or name models with --model',
      )
      .option(
        '--ngram <words>',
        'in texts: words in a row that make an overlap, 8 to 13 (default: 8)',
        wholeNumber(8, 13),
      )
      .option(
        '--paraphrase',
        'in texts: look for questions in other words too, by the bundled encoder; slower, see docs/contamination.md',
      )
      .option('--runs <runs...>', 'compare runs, by ids or folders, on items that are old and new')
      .option(
        '--model-date <model=day>',
        'of runs: since when a model has been what it is, YYYY-MM-DD; may be given several times (default: none)',
        collect,
      )
      .option(
        '--probe <name>',
        'of models: only this probe; may be given several times (default: all)',
        collect,
      )
      .option(
        '--limit <items>',
        'of models: the first items of each split, 1 or more (default: 100)',
        wholeNumber(1),
      )
      .option('--judge <name>', 'of models: who puts questions into other words (default: nobody)', collect)
      .option('--dry-run', 'of models: show questions, tokens and cost, and ask nothing');
    return addPaceOptions(addModelOptions(contamination))
      .option('--fresh', 'forget what an earlier command has found or was answered')
      .action(
        run(async (context, flags: ContaminationFlags) => {
          const asksModels = flags.model !== undefined || flags.models !== undefined;
          const kinds = [flags.text !== undefined, asksModels, flags.runs !== undefined];
          if (kinds.filter(Boolean).length !== 1) {
            throw new MixevalError('usage', 'Say what may have seen the release: texts, models, or runs.', {
              next: 'Name texts with --text, models with --model, or runs with --runs.',
            });
          }
          if (flags.text) return checkTexts(context, flags, flags.text);
          return flags.runs ? checkRuns(context, flags, flags.runs) : checkModels(context, flags);
        }),
      );
  },
};

async function checkTexts(
  context: CliContext,
  { version, ngram, paraphrase, fresh }: ContaminationFlags,
  texts: readonly string[],
): Promise<Output> {
  const { checkTexts: check } = await import('../../../eval/index.js');
  const report = await check(
    { workspace: await context.workspace(), version, texts, ngram, paraphrase, fresh },
    context.task,
  );
  const text = inProse(textsInWords(report), context);
  return { json: report, text, exitCode: report.unread.length > 0 ? 1 : 0 };
}

async function checkRuns(
  context: CliContext,
  { version, modelDate = [] }: ContaminationFlags,
  runs: readonly string[],
): Promise<Output> {
  const { checkRuns: check } = await import('../../../eval/index.js');
  const modelDates = datesOf(modelDate);
  const report = await check(
    { workspace: await context.workspace(), version, runs, modelDates },
    context.task,
  );
  return { json: report, text: inProse(runsInWords(report, context.columns), context) };
}

function inProse(text: string, { columns }: CliContext): string {
  return wrapProse(printable(text), columns);
}

/** The part after the last equals sign is the day: names of models may hold others. */
function datesOf(given: readonly string[]): Record<string, string> {
  const dates = new Map<string, string>();
  for (const text of given) {
    const at = text.lastIndexOf('=');
    const model = text.slice(0, Math.max(0, at));
    if (model === '' || dates.has(model)) {
      const what = model === '' ? 'names no model' : `gives ${model} a second date`;
      throw new MixevalError('usage', `--model-date ${text} ${what}.`, {
        next: 'Write MODEL=YYYY-MM-DD, once for each model.',
      });
    }
    dates.set(model, text.slice(at + 1));
  }
  return Object.fromEntries(dates);
}

function checkModels(context: CliContext, flags: ContaminationFlags): Promise<Output> {
  // A judge is asked only where one is named, whatever the config has for grading.
  const settled = { ...flags, judge: flags.judge ?? [], parser: 'cascade' };
  return withRunOptions(context, settled, async ({ judge, ...options }) => {
    const { checkModels: check, estimateChecks } = await import('../../../eval/index.js');
    const [judgeOption] = [judge ?? []].flat();
    const all: CheckModelsOptions = {
      ...options,
      version: flags.version,
      judge: judgeOption,
      probes: flags.probe,
      limit: flags.limit,
    };
    if (flags.dryRun) return estimated(await estimateChecks(all));
    const models = await check(all, context.task);
    const text = models.map((report) => modelInWords(report, context.columns)).join('\n\n');
    return { json: { version: flags.version, models }, text: inProse(text, context) };
  });
}

type Estimates = Awaited<ReturnType<typeof import('../../../eval/index.js').estimateChecks>>;

function estimated(models: Estimates): Output {
  const table = textTable(
    ['model', 'questions', 'tokens in', 'tokens out, at most', 'US dollars, at most'],
    models.map(({ model, questions, inputTokens, outputTokens, costUsd }) => [
      model,
      String(questions),
      String(inputTokens),
      String(outputTokens),
      costUsd === null ? 'not known' : costUsd.toFixed(2),
    ]),
  );
  return { json: { dryRun: true, models }, text: printable(`${table}\n\nNothing was asked.`) };
}
