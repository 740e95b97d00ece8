import { registryOf } from '../../src/core/registry.js';
import { csvReport } from './csv.js';
import { htmlReport } from './html.js';
import { jsonReport } from './json.js';
import { markdownReport } from './markdown.js';
import type { Report } from './report.js';
import { tableReport } from './score-table.js';

/** Every form of a leaderboard, by the name that `--format` gives it. */
export const reports = registryOf<Report>('report', [
  tableReport,
  markdownReport,
  csvReport,
  jsonReport,
  htmlReport,
]);
