import { resolve } from 'node:path';
import { Option } from 'commander';
import type { MineOptions, MineReport } from '../../../corpus/index.js';
import { MixevalError } from '../../core/errors.js';
import { withCommas } from '../../core/text-table.js';
import { type CliCommand, collect, command, realNumber, wholeNumber } from '../command.js';
import { printable } from '../printable.js';

interface MineFlags
  extends Pick<
    MineOptions,
    | 'name'
    | 'format'
    | 'field'
    | 'turns'
    | 'minLength'
    | 'maxLength'
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
  > {
  readonly language?: string;
  readonly explain?: boolean | undefined;
  readonly rejected?: string;
}

/** `mixeval mine`: wild queries into the corpus. */
export const mineCommand: CliCommand = {
  name: 'mine',
  build: (run) =>
    command('mine', 'wild queries from chat logs, search logs and web pages into the corpus')
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
      .addOption(
        new Option(
          '--pii <choice>',
          'e-mail, phone, address, card, IBAN, IP, identity numbers, keys: replaced by [EMAIL] and so on, or the query dropped, or kept as they are, keys excepted (default: mask)',
        ).choices(['mask', 'drop', 'keep']),
      )
      .addOption(
        new Option(
          '--unsafe <choice>',
          'sexual, violent, hateful, criminal, self-harm (default: drop)',
        ).choices(['drop', 'keep', 'flag']),
      )
      .addOption(
        new Option(
          '--detector <choice>',
          'what tells queries from other texts: rules, or a trained head behind them, for which each text is encoded as for matching (default: head)',
        ).choices(['rules', 'head']),
      )
      .option(
        '--detector-threshold <score>',
        "the head's score from which on a text is a query, 0 to 1 (default: 0.1)",
        realNumber(0, 1),
      )
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
`,
      )
      .action(
        run(
          async (
            context,
            sources: string[],
            { language, explain = false, rejected, ...flags }: MineFlags,
          ) => {
            const { mine } = await import('../../../corpus/index.js');
            const report = await mine(
              {
                ...flags,
                workspace: await context.workspace(),
                sources,
                stdin: context.stdin,
                ...(language === undefined ? {} : { languages: parseLanguages(language) }),
                rejectedFile: rejected === undefined ? undefined : resolve(context.cwd, rejected),
              },
              context.task,
            );
            const { examples, ...rest } = report;
            return {
              json: explain ? report : rest,
              text: printable(await inWords(report, { explain, ...flags })),
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

const exampleWidth = 100;
/** Of fewer texts, loading the filters takes most of the time. */
const leastTimed = 10_000;

async function inWords(
  report: MineReport,
  { explain, format, field }: Pick<MineFlags, 'explain' | 'format' | 'field'>,
): Promise<string> {
  const { name, read, kept, rejected, examples, output, queries, asked, elapsedSeconds } = report;
  const meanings = explain ? await reasonMeanings() : {};
  const width = Math.max(0, ...Object.values(rejected).map((texts) => withCommas(texts).length));
  const reasons = Object.entries(rejected).flatMap(([reason, texts]) => [
    `  ${withCommas(texts).padStart(width)} ${reason}${meanings[reason] ? `: ${meanings[reason]}` : ''}`,
    ...(explain ? (examples[reason] ?? []).map((text) => `  ${' '.repeat(width)}   ${shortened(text)}`) : []),
  ]);
  const unused = [
    ...(format === undefined ? [] : ['--format']),
    ...(field === undefined ? [] : ['--field']),
    ...(explain ? ['--explain'] : []),
  ];
  return [
    ...alreadyInWords(report, unused),
    ...(report.failed.length > 0
      ? [`left out: ${someOf(report.failed.map(({ location }) => location))}`]
      : []),
    ...(report.badLines > 0 ? [`lines that could not be read: ${withCommas(report.badLines)}`] : []),
    `${name}: ${withCommas(kept)} new ${kept === 1 ? 'query' : 'queries'} of ${withCommas(read)} texts read${read >= leastTimed ? `, ${withCommas(Math.round(read / elapsedSeconds))} a second` : ''}`,
    ...reasons,
    `${output} now holds ${withCommas(queries)} ${queries === 1 ? 'query' : 'queries'}, asked ${asked === 1 ? 'once' : `${withCommas(asked)} times`} in all.`,
  ].join('\n');
}

/** @param unused options that say how an input is read */
function alreadyInWords(
  { name, alreadyMined, minedOtherwise, inputs }: MineReport,
  unused: readonly string[],
): string[] {
  if (alreadyMined.length === 0) return [];
  const lines = [`already mined, so not read again: ${someOf(alreadyMined)}`];
  if (inputs.length === 0 && unused.length > 0) {
    lines.push(`  ${unused.join(', ')}: without effect, since nothing was read`);
  }
  if (minedOtherwise.length > 0) {
    lines.push(
      `  with other options than these: ${someOf(minedOtherwise)}`,
      `  To mine with these options, start corpus "${name}" anew: give all its sources and --fresh.`,
    );
  } else if (lines.length > 1) {
    lines.push(`  To read again, start corpus "${name}" anew: give all its sources and --fresh.`);
  }
  return lines;
}

async function reasonMeanings(): Promise<Readonly<Record<string, string>>> {
  const { queryFilters } = await import('../../../corpus/index.js');
  return {
    ...Object.assign({}, ...queryFilters.all().map(({ reasons }) => reasons)),
    'not-a-query': "the detector's score is below --detector-threshold",
    duplicate: 'asked before: it raised the count of the query kept',
    'near-duplicate': 'asked before in nearly the same words: it raised the count of the query kept',
    'no-date': 'nothing says when it was asked (with --since or --until)',
    'other-date': 'asked on none of the days of --since and --until',
    'not-sampled': 'not drawn (with --sample)',
    removed: 'taken out for good by mixeval queries remove',
  };
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > exampleWidth ? `${line.slice(0, exampleWidth - 3)}...` : line;
}

function someOf(locations: readonly string[]): string {
  const shown = locations.slice(0, 3).join(', ');
  return locations.length > 3 ? `${shown} and ${locations.length - 3} more` : shown;
}
