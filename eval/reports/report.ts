import type { Leaderboard } from '../compare/leaderboard.js';

export interface ReportOptions {
  /** Columns of the terminal, for reports that are read on one. */
  readonly columns: number;
}

/** A form of a leaderboard. One file a report, one line in the registry, one row in the contract test. */
export interface Report {
  readonly name: string;
  /** What it is for, in a few words. */
  readonly description: string;
  render(board: Leaderboard, options: ReportOptions): string;
}
