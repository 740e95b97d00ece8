import type { Comparison } from '../../../eval/index.js';
import { points, pointsInterval, textTable, withCommas } from '../../core/text-table.js';
import { type CliCommand, command } from '../command.js';
import { printable } from '../printable.js';

/** `mixeval compare`: runs pair by pair on the same items. */
export const compareCommand: CliCommand = {
  name: 'compare',
  build: (run) =>
    command('compare', 'compare runs pair by pair on the same items')
      .argument('<runs...>', 'two or more: ids, beginnings of ids, or folders')
      .action(
        run(async (context, runs: string[]) => {
          const { compare, differentReaders } = await import('../../../eval/index.js');
          const comparison = await compare({ workspace: await context.workspace(), runs }, context.task);
          const readers = differentReaders(comparison.runs);
          if (readers.length > 0) {
            context.task.onWarning?.(`The answers were read by different parsers (${readers.join('; ')}).`);
          }
          return { json: comparison, text: printable(inWords(comparison, context.columns)) };
        }),
      ),
};

function inWords({ version, benchmark, n, runs, pairs }: Comparison, columns: number): string {
  const scores = textTable(
    ['score', 'run'],
    runs.map(({ name, score }) => [points(score), name]),
    columns,
  );
  const verdicts = pairs.map(({ a, b, difference, interval, pValue, adjustedPValue, verdict }) =>
    [
      `${a} - ${b}`,
      `  ${signed(difference)} points (95 %: ${pointsInterval(interval)}), p ${small(pValue)}, by Holm ${small(adjustedPValue)}`,
      `  ${verdict}`,
    ].join('\n'),
  );
  const exact = pairs.some(({ test }) => test === 'mcnemar');
  const method = exact
    ? 'p-values: exact McNemar test.'
    : "p-values: from the release's design, both models on the same items.";
  const leftOut = runs.filter((run) => run.leftOut > 0);
  const items = `${benchmark} of release ${version}, ${withCommas(n)} items${leftOut.length > 0 ? ' that all of them answered' : ''}`;
  const others = leftOut.map(
    (run) => `  left out: ${withCommas(run.leftOut)} more that ${run.name} answered and another run did not`,
  );
  return [items, ...others, '', scores, '', ...verdicts, '', method, ''].join('\n');
}

function signed(difference: number): string {
  return `${difference < 0 ? '' : '+'}${points(difference)}`;
}

function small(p: number): string {
  return p < 0.0001 ? '< 0.0001' : p.toFixed(4);
}
