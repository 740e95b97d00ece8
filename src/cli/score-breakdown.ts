import type { Summary } from '../../eval/index.js';
import { indentedTable, oneLine, points, pointsInterval } from '../core/text-table.js';

/** Topics shown where not all are asked for. */
const weakestShown = 3;

/**
 * A run's score by benchmark and by topic, two tables beneath its headline. What there is only one of says nothing more than
 * the headline and is left out.
 *
 * @param columns of the terminal: longer lines are cut
 * @param topics all, or the weakest alone
 */
export function scoreBreakdown(
  { byBenchmark, byTopic, metrics }: Summary,
  columns: number,
  topics: 'all' | 'weakest',
): string[] {
  const benchmarks = Object.entries(byBenchmark);
  const macro = metrics['macro-mean'];
  const benchmarkTable =
    benchmarks.length < 2
      ? []
      : indentedTable(
          ['score', '95 % interval', 'items', 'unscored', 'benchmark'],
          [
            ...benchmarks.map(([name, { score, interval, n, unscored }]) => [
              points(score),
              pointsInterval(interval),
              String(n),
              String(Object.values(unscored).reduce((sum, count) => sum + count, 0)),
              name,
            ]),
            ...(macro
              ? [[points(macro.value), pointsInterval(macro.interval), '', '', '(mean of them)']]
              : []),
          ],
          columns,
        );
  return [...benchmarkTable, ...topicTable(byTopic, columns, topics)];
}

function topicTable(byTopic: Summary['byTopic'], columns: number, topics: 'all' | 'weakest'): string[] {
  const scored = byTopic
    .flatMap(({ score, ...topic }) => (score === null ? [] : [{ ...topic, score }]))
    .sort((a, b) => a.score - b.score);
  const shown = topics === 'all' ? scored : scored.slice(0, weakestShown);
  const unsaid = byTopic.length - scored.length;
  if (scored.length === 0) return [];
  return [
    ...indentedTable(
      ['score', '95 % interval', 'items', 'weakest topics, each by a question'],
      shown.map(({ score, interval, n, example }) => [
        points(score),
        pointsInterval(interval),
        String(n),
        oneLine(example),
      ]),
      columns,
    ),
    ...(shown.length < scored.length
      ? [`    ${scored.length - shown.length} more with \`mixeval runs show\``]
      : []),
    ...(unsaid > 0 ? [`    of ${unsaid} more, with fewer than 20 items each, nothing is said`] : []),
  ];
}
