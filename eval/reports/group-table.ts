import { points, pointsInterval } from '../../src/core/text-table.js';
import type { Leaderboard } from '../compare/leaderboard.js';

/** Scores on groups as a table: a row a model and group, and one for the mean over groups. */
export interface GroupTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Scores on groups as a table.
 *
 * @returns undefined where no groups were asked for
 */
export function groupTable({ entries }: Leaderboard): GroupTable | undefined {
  const rows = entries.flatMap(({ name, groups }) =>
    groups === null
      ? []
      : [
          ...groups.groups.map(({ group, n, score, interval }) => [
            points(score),
            pointsInterval(interval),
            String(n),
            group,
            name,
          ]),
          [
            points(groups.mean?.score ?? null),
            pointsInterval(groups.mean?.interval ?? null),
            '',
            'mean over groups',
            name,
          ],
        ],
  );
  return rows.length === 0
    ? undefined
    : { headings: ['score', '95 % interval', 'items', 'group', 'model'], rows };
}
