import type { Report } from './report.js';

/** Everything that is known, shares from 0 to 1. */
export const jsonReport: Report = {
  name: 'json',
  description: 'for programs, scores 0 to 1',
  render: (board) => `${JSON.stringify(board, null, 2)}\n`,
};
