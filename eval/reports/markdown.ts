import { points, pointsInterval } from '../../src/core/text-table.js';
import type { Report } from './report.js';
import { rankInWords } from './score-table.js';

/** Text that stands in a cell as it is: model names come from users, and a bar or a tag in one must not become markup. */
function cell(text: string): string {
  return text.replace(/[\\|`*_<>[\]]/g, (found) => `\\${found}`).replace(/\s+/g, ' ');
}

/** A table for a README or an issue. */
export const markdownReport: Report = {
  name: 'markdown',
  description: 'for a README or an issue',
  render({ version, benchmark, entries }) {
    const rows = entries.map((entry) => [
      rankInWords(entry, entries),
      cell(entry.model),
      points(entry.score),
      pointsInterval(entry.interval),
      points(entry.splits['free-form'].score),
      points(entry.splits['multiple-choice'].score),
      String(entry.n - entry.scored),
    ]);
    return [
      `**${cell(benchmark)} of release ${cell(version)}**, ${entries[0]?.n ?? 0} items. \`=\` shares its rank: no difference is shown.`,
      '',
      '| rank | model | score | 95 % interval | free-form | multiple-choice | unscored |',
      '|---:|---|---:|:---:|---:|---:|---:|',
      ...rows.map((row) => `| ${row.join(' | ')} |`),
      '',
    ].join('\n');
  },
};
