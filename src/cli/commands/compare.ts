import type { ComparedPair, Comparison, PartTable } from '../../../eval/index.js';
import {
  counted,
  indentedTable,
  oneLine,
  points,
  pointsInterval,
  signedPoints,
  textTable,
  withCommas,
} from '../../core/text-table.js';
import { type CliCommand, command, wholeNumber } from '../command.js';
import { printable } from '../printable.js';
import { wrapProse } from '../prose.js';

interface CompareFlags {
  readonly items: number;
  readonly draws: number;
  readonly seed: number;
}

/** `mixeval compare`: runs pair by pair on the same items. */
export const compareCommand: CliCommand = {
  name: 'compare',
  build: (run) =>
    command('compare', 'compare runs pair by pair on the same items')
      .argument('<runs...>', 'two or more: ids, beginnings of ids, or folders')
      .option(
        '--items <n>',
        'how many of the items that differ to show for a pair, from 0',
        wholeNumber(0),
        5,
      )
      .option(
        '--draws <n>',
        'of a bootstrap, 100 to 1000000; one is drawn only where all weights are equal and scores are not just 0 and 1',
        wholeNumber(100, 1_000_000),
        10_000,
      )
      .option('--seed <n>', 'of that bootstrap, a whole number from 0', wholeNumber(0), 1)
      .action(
        run(async (context, runs: string[], { items, draws, seed }: CompareFlags) => {
          const { compare, differentReaders, partTable } = await import('../../../eval/index.js');
          const comparison = await compare(
            { workspace: await context.workspace(), runs, items, resampling: { draws, seed } },
            context.task,
          );
          const readers = differentReaders(comparison.runs);
          if (readers.length > 0) {
            context.task.onWarning?.(`The answers were read by different parsers (${readers.join('; ')}).`);
          }
          const parts = partTable(comparison.contamination, 'run', comparison.runs);
          const text = printable(inWords(comparison, parts, context.columns));
          return { json: comparison, text: wrapProse(text, context.columns) };
        }),
      ),
};

function inWords(comparison: Comparison, parts: PartTable | undefined, columns: number): string {
  const { version, benchmark, n, runs, pairs } = comparison;
  const scores = textTable(
    ['score', 'run'],
    runs.map(({ name, score }) => [points(score), name]),
    columns,
  );
  const leftOut = runs.filter((run) => run.leftOut > 0);
  return [
    `${benchmark} of release ${version}, ${counted(n, 'items')}${leftOut.length > 0 ? ' that all of them answered' : ''}`,
    ...leftOut.map(
      (run) =>
        `  left out: ${withCommas(run.leftOut)} more that ${run.name} answered and another run did not`,
    ),
    '',
    scores,
    ...(parts ? partsInWords(parts, columns) : []),
    ...pairs.flatMap((pair) => ['', ...pairInWords(pair, columns)]),
    '',
    ...methodsInWords(comparison),
    '',
  ].join('\n');
}

/** Each run's score on clean and on seen items, where contamination reports name some. */
function partsInWords({ headings, rows, note }: PartTable, columns: number): string[] {
  return ['', ...(rows.length > 0 ? [textTable(headings, rows, columns), ''] : []), note];
}

function pairInWords(pair: ComparedPair, columns: number): string[] {
  const { a, b, difference, interval, pValue, adjustedPValue, verdict, detectable, differing, parts } = pair;
  const differ = differing.aBetter + differing.bBetter;
  return [
    `${a} - ${b}`,
    `  ${verdict}`,
    `  ${signedPoints(difference)} points (95 %: ${pointsInterval(interval)}), p ${small(pValue)}, by Holm ${small(adjustedPValue)}`,
    detectable > 1
      ? '  no difference is large enough for these items to show it with 80 % power'
      : `  smallest difference that these items show with 80 % power: ${points(detectable)} points`,
    ...(parts === null
      ? []
      : [`  on clean items ${onPart(parts.clean)}`, `  on seen items ${onPart(parts.seen)}`]),
    `  ${counted(differ, 'items')} with different scores: the first is better on ${differing.aBetter}, the second on ${differing.bBetter}`,
    ...itemTable(pair, columns),
    ...topicTable(pair, columns),
  ];
}

function onPart({ difference, interval }: NonNullable<ComparedPair['parts']>['clean']): string {
  return `${signedPoints(difference)} points (95 %: ${pointsInterval(interval)})`;
}

function itemTable({ differing: { items } }: ComparedPair, columns: number): string[] {
  if (items.length === 0) return [];
  return indentedTable(
    ['first', 'second', 'benchmark', 'those that count most'],
    items.map(({ a, b, benchmark, prompt }) => [points(a), points(b), benchmark, oneLine(prompt)]),
    columns,
  );
}

/** Topics shown for a pair: those on which the first is worst against the second. */
const topicsShown = 3;

function topicTable({ topics }: ComparedPair, columns: number): string[] {
  if (topics.length === 0) return [];
  return indentedTable(
    ['points', '95 % interval', 'items', 'worst topics of the first, by a question'],
    topics
      .slice(0, topicsShown)
      .map(({ difference, interval, n, example }) => [
        signedPoints(difference),
        pointsInterval(interval),
        String(n),
        oneLine(example),
      ]),
    columns,
  );
}

function methodsInWords({ pairs, resampling: { draws, seed } }: Comparison): string[] {
  const tests = new Set(pairs.map(({ test }) => test));
  return [
    ...(tests.has('design') ? ["p-values: from the release's design, both models on the same items."] : []),
    ...(tests.has('mcnemar') ? ['p-values: exact McNemar test.'] : []),
    ...(tests.has('bootstrap') ? [`p-values and intervals: bootstrap, ${draws} draws, seed ${seed}.`] : []),
    ...(pairs.some(({ topics }) => topics.length > 0)
      ? ['Topics of fewer than 20 items are left out; their intervals are not adjusted for their number.']
      : []),
  ];
}

function small(p: number): string {
  return p < 0.0001 ? '< 0.0001' : p.toFixed(4);
}
