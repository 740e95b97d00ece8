import { points, pointsInterval, signedPoints } from '../../src/core/text-table.js';
import type { CleanAndSeen, SeenPart } from '../compare/clean-and-seen.js';
import type { Leaderboard } from '../compare/leaderboard.js';

/** Scores on clean items and on those that contamination reports name, as a table: a row for each. */
export interface PartTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What the columns are over, or why there are none. */
  readonly note: string;
}

/**
 * Scores on clean and on seen items as a table; without rows where all items are clean, or all are seen.
 *
 * @param what is scored, as the last column's heading: `model`, `run`
 * @returns undefined where there is no contamination report
 */
export function partTable(
  contamination: SeenPart | null,
  what: string,
  scored: readonly { readonly name: string; readonly parts: CleanAndSeen | null }[],
): PartTable | undefined {
  if (contamination === null) return undefined;
  return {
    headings: ['clean', 'seen', 'seen - clean', '95 % interval', what],
    rows: scored.flatMap(({ name, parts }) =>
      parts === null
        ? []
        : [
            [
              points(parts.clean.score),
              points(parts.seen.score),
              signedPoints(parts.difference),
              pointsInterval(parts.interval),
              name,
            ],
          ],
    ),
    note: contamination.says,
  };
}

/** A leaderboard's, a row a model. */
export function boardPartTable({ entries, contamination }: Leaderboard): PartTable | undefined {
  return partTable(contamination, 'model', entries);
}
