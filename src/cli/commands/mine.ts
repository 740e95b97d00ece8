import { resolve } from 'node:path';
import { Option } from 'commander';
import type { MineOptions } from '../../../corpus/index.js';
import { MixevalError } from '../../core/errors.js';
import { type CliCommand, collect, command, realNumber, wholeNumber } from '../command.js';
import { type DetectorModelFlags, withDetectorModel } from '../detector-model.js';
import { compilePatternsOnce, keepHeapLean } from '../lean-process.js';
import { mineInWords } from '../mine-output.js';
import { printable } from '../printable.js';
import { wrapProse } from '../prose.js';
import { addPaceOptions } from '../run-options.js';

interface MineFlags
  extends Pick<
      MineOptions,
      | 'name'
      | 'format'
      | 'field'
      | 'turns'
      | 'minLength'
      | 'maxLength'
      | 'minTokens'
      | 'maxTokens'
      | 'pii'
      | 'unsafe'
      | 'detector'
      | 'detectorThreshold'
      | 'maxPages'
      | 'maxDepth'
      | 'delay'
      | 'maxExpand'
      | 'since'
      | 'until'
      | 'sourceDate'
      | 'sample'
      | 'seed'
      | 'near'
      | 'exclude'
      | 'fresh'
      | 'modelBatch'
      | 'dryRun'
    >,
    DetectorModelFlags {
  readonly language?: string;
  readonly explain?: boolean | undefined;
  readonly rejected?: string;
}

/** `mixeval mine`: wild queries into the corpus. */
export const mineCommand: CliCommand = {
  name: 'mine',
  build: (run) =>
    addPaceOptions(command('mine', 'wild queries from chat logs, search logs and web pages into the corpus'))
      .argument('<source...>', 'files, folders, - for standard input, https://... for the pages of a site')
      .option(
        '--name <corpus>',
        'corpus they go into; mining more under the same name adds to it (default: after a single source, else "queries")',
      )
      .option(
        '--format <name>',
        'text, jsonl, json, csv, tsv, parquet, web, warc or arc (default: recognised for each input)',
      )
      .option(
        '--field <path>',
        'column or path of the queries: messages[0].content, data[].prompt; 2 for the second column of a table without names',
      )
      .addOption(
        new Option('--turns <which>', "a conversation's user turns (default: first)").choices([
          'first',
          'all',
        ]),
      )
      .option('--language <codes>', 'languages to keep, ISO 639-1 with commas, or "any" (default: en)')
      .option('--min-length <characters>', 'shortest query kept, 1 or more (default: 3)', wholeNumber(1))
      .option('--max-length <characters>', 'longest query kept, 1 or more (default: 4000)', wholeNumber(1))
      .option(
        '--min-tokens <tokens>',
        'shortest query kept by the tokenizer o200k_base, 1 or more (default: no bound)',
        wholeNumber(1),
      )
      .option(
        '--max-tokens <tokens>',
        'longest query kept by the same, 1 or more (default: no bound)',
        wholeNumber(1),
      )
      .addOption(
        new Option(
          '--pii <choice>',
          'e-mail, phone, address, card, IBAN, IP, identity numbers, keys: replaced by [EMAIL] and so on, or the query dropped, or kept as they are, keys excepted (default: mask)',
        ).choices(['mask', 'drop', 'keep']),
      )
      .addOption(
        new Option(
          '--unsafe <choice>',
          'sexual, violent, hateful, criminal, self-harm: drop what likely is (what only may be is kept with a flag), keep all, or flag all (default: drop)',
        ).choices(['drop', 'keep', 'flag']),
      )
      .addOption(
        new Option(
          '--detector <choice>',
          'what tells queries from other texts: rules, or a trained head behind them, for which each text is encoded as for matching, or a language model behind both, which --model names (default: head)',
        ).choices(['rules', 'head', 'model']),
      )
      .option(
        '--detector-threshold <score>',
        "the head's score from which on a text is a query, 0 to 1 (default: 0.1)",
        realNumber(0, 1),
      )
      .option(
        '--model <name>',
        'with --detector model: provider:model, a name from the config, or with --base-url any name; asked at temperature 0, once about each new text that the head lets through',
      )
      .option('--base-url <url>', "address of the model's OpenAI-protocol server, usually ending in /v1")
      .option(
        '--api-key-env <variable>',
        "environment variable that holds the key (default: the provider's own)",
      )
      .option(
        '--model-batch <texts>',
        'texts in one question, 1 to 50; one that is long or talks to its reader has a question of its own (default: 20)',
        wholeNumber(1, 50),
      )
      .option('--dry-run', 'with a model: show texts, tokens and cost; ask nothing, keep nothing')
      .option(
        '--exclude <pattern>',
        'leave files of a folder out by name or path, * and ** allowed; may be repeated',
        collect,
      )
      .option('--max-pages <pages>', 'most pages of each site, 1 or more (default: 100)', wholeNumber(1))
      .option(
        '--max-depth <links>',
        "how many links from a site's first page on, 0 or more (default: all)",
        wholeNumber(0),
      )
      .option(
        '--delay <seconds>',
        'between two pages of a site, 0 to 600 (default: 1, and 0 within a private network)',
        realNumber(0, 600),
      )
      .option(
        '--fresh',
        'start the corpus anew: what was mined into it before is left out, also from other sources',
      )
      .option('--since <day>', 'only what was asked from this day on, UTC: 2026-10-01 (default: all)')
      .option('--until <day>', 'only what was asked before this day, UTC (default: all)')
      .option('--source-date <day>', 'the day of texts whose source says none (default: no date)')
      .option(
        '--sample <queries>',
        'draw this many of the texts that pass the filters, 1 or more (default: all)',
        wholeNumber(1),
      )
      .option('--seed <number>', 'of the sample, 0 or more (default: 1)', wholeNumber(0))
      .option('--no-near', 'keep near duplicates apart; exact ones are always merged')
      .option(
        '--max-expand <times>',
        'how many times its size a packed input may unpack to, 1 or more; 64 MB are always allowed (default: 200)',
        wholeNumber(1),
      )
      .option('--explain', 'show up to five texts for every reason of rejection')
      .option('--rejected <file>', 'write every rejected text with its reason to this file, as JSON Lines')
      .addHelpText(
        'after',
        `
Every text goes through: normalise, language, is it a query, answerable as text,
length, personal data, unsafe, exact and near duplicates (which raise the count
of the query kept). The same input is never counted twice, and of a log that has
grown only the new lines are read. To mine the same days with other options,
start the corpus anew with --fresh.

With --detector model, a language model is asked about each new and distinct
text that rules and head let through (--detector-threshold 0: whatever the head
says). What it costs stands before the first question. Verdicts are kept in the
workspace by text, model and wording, so that nothing is asked twice (of a
function in the config until the session is done);
interrupted or at its cap, the same command goes on. A text that no reply of
three tells of is kept, and counted as undecided.
`,
      )
      .action(
        run(
          async (
            context,
            sources: string[],
            { model: name, language, explain = false, rejected, ...flags }: MineFlags,
          ) => {
            keepHeapLean(50);
            compilePatternsOnce();
            const { mine } = await import('../../../corpus/index.js');
            const asked = { model: name, ...flags, keyLater: flags.dryRun === true };
            const report = await withDetectorModel(context, asked, async (model) =>
              mine(
                {
                  ...flags,
                  model,
                  workspace: await context.workspace(),
                  sources,
                  stdin: context.stdin,
                  ...(language === undefined ? {} : { languages: parseLanguages(language) }),
                  rejectedFile: rejected === undefined ? undefined : resolve(context.cwd, rejected),
                },
                context.task,
              ),
            );
            const { examples, ...rest } = report;
            return {
              json: explain ? report : rest,
              text: wrapProse(
                printable(await mineInWords(report, { explain, ...flags })),
                context.proseColumns,
              ),
            };
          },
        ),
      ),
};

function parseLanguages(text: string): readonly string[] | 'any' {
  if (text === 'any') return 'any';
  const codes = text.split(',').map((code) => code.trim().toLowerCase());
  const wrong = codes.find((code) => !/^[a-z]{2}$/.test(code));
  if (wrong === undefined) return codes;
  throw new MixevalError('usage', `"${wrong}" is no ISO 639-1 code of a language.`, {
    next: 'Give two letters each, with commas: --language en,de. Or: --language any.',
  });
}
