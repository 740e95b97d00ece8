/** The leaderboard as a table for a terminal. */

import { points, pointsInterval, textTable } from '../../src/core/text-table.js';
import type { LeaderboardEntry } from '../compare/leaderboard.js';
import type { Report } from './report.js';

/** Ranks with their ties, scores from 0 to 100 with their intervals, and what is unscored; fits 80 columns. */
export const tableReport: Report = {
  name: 'table',
  description: 'for a terminal',
  render({ version, benchmark, entries, leftOut }, { columns }) {
    const n = entries[0]?.n ?? 0;
    const lines = [
      `${benchmark} of release ${version}: ${n} items, scores 0 to 100 with 95 % intervals`,
      '',
      textTable(
        ['rank', 'score', '95 % interval', 'free-form', 'choice', 'unscored', 'model'],
        entries.map((entry) => [
          rankInWords(entry, entries),
          points(entry.score),
          pointsInterval(entry.interval),
          points(entry.splits['free-form'].score),
          points(entry.splits['multiple-choice'].score),
          String(entry.n - entry.scored),
          entry.model,
        ]),
        columns,
      ),
    ];
    if (entries.some((entry) => isTied(entry, entries))) {
      lines.push('', '= same rank: no difference between these models is shown (paired, Holm, 5 %).');
    }
    if (leftOut.length > 0) lines.push('', leftOutInWords(leftOut));
    return `${lines.join('\n')}\n`;
  },
};

/** Whether another model has the same rank. */
export function isTied(entry: LeaderboardEntry, entries: readonly LeaderboardEntry[]): boolean {
  return entries.some((other) => other !== entry && other.rank === entry.rank);
}

/** `3`, or `3=` where others have the same rank. */
export function rankInWords(entry: LeaderboardEntry, entries: readonly LeaderboardEntry[]): string {
  return `${entry.rank}${isTied(entry, entries) ? '=' : ''}`;
}

function leftOutInWords(leftOut: readonly { readonly reason: string }[]): string {
  const counts = new Map<string, number>();
  for (const { reason } of leftOut) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const words = [...counts].map(([reason, count]) => `${count} ${reason}`).join(', ');
  return `Runs not shown: ${words}.`;
}
