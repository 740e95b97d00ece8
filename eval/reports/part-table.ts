import { points, pointsInterval, signedPoints } from '../../src/core/text-table.js';
import type { Leaderboard } from '../compare/leaderboard.js';

/** Scores on clean items and on those that contamination reports name, as a table: a row a model. */
export interface PartTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What the columns are over, or why there are none. */
  readonly note: string;
}

/**
 * Scores on clean and on seen items as a table; without rows where all items are clean, or all are seen.
 *
 * @returns undefined where there is no contamination report
 */
export function partTable({ entries, contamination }: Leaderboard): PartTable | undefined {
  if (contamination === null) return undefined;
  return {
    headings: ['clean', 'seen', 'seen - clean', '95 % interval', 'model'],
    rows: entries.flatMap(({ model, parts }) =>
      parts === null
        ? []
        : [
            [
              points(parts.clean.score),
              points(parts.seen.score),
              signedPoints(parts.difference),
              pointsInterval(parts.interval),
              model,
            ],
          ],
    ),
    note: contamination.says,
  };
}
