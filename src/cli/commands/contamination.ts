import type { CheckModelsOptions } from '../../../eval/index.js';
import { MixevalError } from '../../core/errors.js';
import { textTable } from '../../core/text-table.js';
import { type CliCommand, collect, command, wholeNumber } from '../command.js';
import { modelInWords, textsInWords } from '../contamination-output.js';
import type { CliContext, Output } from '../context.js';
import { printable } from '../printable.js';
import { addModelOptions, addPaceOptions, type RunFlags, withRunOptions } from '../run-options.js';

interface ContaminationFlags extends RunFlags {
  readonly version: string;
  readonly text?: string[];
  readonly ngram?: number;
  readonly probe?: string[];
  readonly limit?: number;
  readonly dryRun?: boolean;
}

/** `mixeval contamination`: whether texts hold a release's items, or models have seen them. */
export const contaminationCommand: CliCommand = {
  name: 'contamination',
  build: (run) => {
    const contamination = command('contamination', 'tell whether texts or models have seen a release')
      .requiredOption('--version <name>', 'release')
      .option(
        '--text <paths...>',
        'search files and folders of text: plain, JSON, CSV, Parquet, also .gz; or name models with --model',
      )
      .option(
        '--ngram <words>',
        'in texts: words in a row that make an overlap, 8 to 13 (default: 8)',
        wholeNumber(8, 13),
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
          if ((flags.text !== undefined) === asksModels) {
            throw new MixevalError('usage', 'Say what may have seen the release: texts or models.', {
              next: 'Name texts with --text, or models with --model.',
            });
          }
          return flags.text === undefined
            ? checkModels(context, flags)
            : checkTexts(context, flags, flags.text);
        }),
      );
  },
};

async function checkTexts(
  context: CliContext,
  { version, ngram, fresh }: ContaminationFlags,
  texts: readonly string[],
): Promise<Output> {
  const { checkTexts: check } = await import('../../../eval/index.js');
  const report = await check(
    { workspace: await context.workspace(), version, texts, ngram, fresh },
    context.task,
  );
  return { json: report, text: printable(textsInWords(report)) };
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
    return { json: { version: flags.version, models }, text: printable(text) };
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
