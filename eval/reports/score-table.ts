/** The leaderboard as a table for a terminal. */

import { counted, points, pointsInterval, textTable } from '../../src/core/text-table.js';
import type { Leaderboard } from '../compare/leaderboard.js';
import { agreementLines } from './agreement.js';
import { groupTable } from './group-table.js';
import { costInWords, isTied, rankIntervalInWords, rankInWords } from './leaderboard-columns.js';
import { otherMeans } from './other-means.js';
import { boardPartTable } from './part-table.js';
import type { Report } from './report.js';

/** Ranks with their ties and intervals, scores from 0 to 100, what is unscored, cost and time; fits 80 columns. */
export const tableReport: Report = {
  name: 'table',
  description: 'for a terminal',
  render(board, { columns }) {
    const { version, benchmark, entries, leftOut } = board;
    const n = entries[0]?.n ?? 0;
    const means = otherMeans(board);
    const groups = groupTable(board);
    const parts = boardPartTable(board);
    const agreement = agreementLines(board);
    const lines = [
      `${benchmark} of release ${version}: ${counted(n, 'items')}, scores 0 to 100 with 95 % intervals`,
      '',
      textTable(
        ['rank', 'ranks', 'score', '95 % interval', 'unscored', 'USD', 'seconds', 'model'],
        entries.map((entry) => [
          rankInWords(entry, entries),
          rankIntervalInWords(entry),
          points(entry.score),
          pointsInterval(entry.interval),
          String(entry.n - entry.scored),
          costInWords(entry),
          entry.seconds.toFixed(0),
          entry.name,
        ]),
        columns,
      ),
      '',
      'ranks: those that the differences shown allow (paired, Holm, 5 %).',
      ...(entries.some((entry) => isTied(entry, entries))
        ? ['= same rank: no difference between these models is shown.']
        : []),
      ...(means ? ['', textTable(means.headings, means.rows, columns), '', ...means.notes] : []),
      ...(groups ? ['', textTable(groups.headings, groups.rows, columns)] : []),
      ...(parts
        ? [
            '',
            ...(parts.rows.length > 0 ? [textTable(parts.headings, parts.rows, columns), ''] : []),
            parts.note,
          ]
        : []),
      ...(agreement.length > 0 ? ['', ...agreement] : []),
      ...(leftOut.length > 0 ? ['', leftOutInWords(leftOut)] : []),
    ];
    return `${lines.join('\n')}\n`;
  },
};

function leftOutInWords(leftOut: Leaderboard['leftOut']): string {
  const counts = new Map<string, number>();
  for (const { reason } of leftOut) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const words = [...counts].map(([reason, count]) => `${count} ${reason}`).join(', ');
  return `Runs not shown: ${words}.`;
}
