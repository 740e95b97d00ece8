import type { ReleaseDiff, SplitDiff } from '../../../../versions/index.js';
import { inPercent, textTable, withCommas } from '../../../core/text-table.js';
import { type CliCommand, command } from '../../command.js';
import { printable } from '../../printable.js';

/** `mixeval versions diff`. */
export const diffAction: CliCommand = {
  name: 'diff',
  build: (run) =>
    command('diff', 'what changed from one release to another: items, weights, expected shift of scores')
      .argument('<a>', 'the release before')
      .argument('<b>', 'the release after')
      .action(
        run(async (context, a: string, b: string) => {
          const { diffReleases } = await import('../../../../versions/index.js');
          const diff = await diffReleases(await context.workspace(), a, b);
          return { json: diff, text: printable(diffInWords(diff, context.columns)) };
        }),
      ),
};

/** A diff for people: a table of the splits, then of benchmarks, and how far scores should move. */
export function diffInWords(diff: ReleaseDiff, columns: number): string {
  const splits = textTable(
    ['split', 'kept', 'gone', 'new', 'weights moved'],
    diff.splits.map((split) => [
      nameOf(split),
      ...moves(split),
      split.weightDistance === null ? '-' : inPercent(split.weightDistance),
    ]),
    columns,
  );
  const benchmarks = textTable(
    ['split', 'kept', 'gone', 'new', 'benchmark'],
    diff.splits.flatMap((split) =>
      Object.entries(split.byBenchmark)
        .sort(([, x], [, y]) => y.gone + y.new - x.gone - x.new)
        .map(([name, counts]) => [nameOf(split), ...moves(counts), name]),
    ),
    columns,
  );
  const shifts = Object.entries(diff.expectedShift).map(([benchmark, { shift, knownBefore, knownAfter }]) =>
    shift === null
      ? `${benchmark}: no shift of scores can be expected or ruled out: difficulties are known of ${inPercent(knownBefore)} of the weight before and ${inPercent(knownAfter)} after`
      : `${benchmark}: scores are expected to move by ${shift < 0 ? '' : '+'}${(100 * shift).toFixed(1)} points, by the items' difficulty`,
  );
  return [
    `${diff.a} -> ${diff.b}`,
    '',
    splits,
    '',
    benchmarks,
    ...(shifts.length > 0 ? ['', ...shifts] : []),
  ].join('\n');
}

function nameOf({ benchmark, format }: SplitDiff): string {
  return `${benchmark} ${format}`;
}

function moves(counts: { readonly kept: number; readonly gone: number; readonly new: number }): string[] {
  return [counts.kept, counts.gone, counts.new].map(withCommas);
}
