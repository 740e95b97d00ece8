import type { LeaderboardEntry } from '../compare/leaderboard.js';

/** Whether another model has the same rank. */
export function isTied(entry: LeaderboardEntry, entries: readonly LeaderboardEntry[]): boolean {
  return entries.some((other) => other !== entry && other.rank === entry.rank);
}

/** `3`, or `3=` where others have the same rank. */
export function rankInWords(entry: LeaderboardEntry, entries: readonly LeaderboardEntry[]): string {
  return `${entry.rank}${isTied(entry, entries) ? '=' : ''}`;
}

/** `2-4`, the ranks that the differences shown allow; `2` where there is only one. */
export function rankIntervalInWords({ rankInterval: [best, worst] }: LeaderboardEntry): string {
  return best === worst ? String(best) : `${best}-${worst}`;
}

/** US dollars; `-` where the cost is not known. */
export function costInWords({ costUsd }: LeaderboardEntry): string {
  return costUsd === null ? '-' : costUsd.toFixed(2);
}
