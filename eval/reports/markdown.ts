import { points, pointsInterval } from '../../src/core/text-table.js';
import { agreementLines } from './agreement.js';
import { groupTable } from './group-table.js';
import { costInWords, rankIntervalInWords, rankInWords } from './leaderboard-columns.js';
import { otherMeans } from './other-means.js';
import { boardPartTable } from './part-table.js';
import type { Report } from './report.js';

/** Text that stands as it is: model names come from users, and a bar or a tag in one must not become markup. */
function plain(text: string): string {
  return text.replace(/[\\|`*_<>[\]]/g, (found) => `\\${found}`).replace(/\s+/g, ' ');
}

/** A table for a README or an issue. */
export const markdownReport: Report = {
  name: 'markdown',
  description: 'for a README or an issue',
  render(board) {
    const { version, benchmark, entries } = board;
    const rows = entries.map((entry) => [
      rankInWords(entry, entries),
      rankIntervalInWords(entry),
      plain(entry.name),
      points(entry.score),
      pointsInterval(entry.interval),
      points(entry.splits['free-form'].score),
      points(entry.splits['multiple-choice'].score),
      String(entry.n - entry.scored),
      costInWords(entry),
      entry.seconds.toFixed(0),
    ]);
    const means = otherMeans(board);
    const groups = groupTable(board);
    const parts = boardPartTable(board);
    return [
      `**${plain(benchmark)} of release ${plain(version)}**, ${entries[0]?.n ?? 0} items. \`=\` shares its rank: no difference is shown.`,
      '',
      '| rank | ranks | model | score | 95 % interval | free-form | multiple-choice | unscored | USD | seconds |',
      '|---:|:---:|---|---:|:---:|---:|---:|---:|---:|---:|',
      ...rows.map(line),
      ...(means
        ? [
            '',
            line(means.headings),
            line(means.headings.map(() => '---')),
            ...means.rows.map((row) => line(row.map(plain))),
            '',
            means.notes.join(' '),
          ]
        : []),
      ...(groups
        ? [
            '',
            line(groups.headings),
            '|---:|:---:|---:|---|---|',
            ...groups.rows.map((row) => line(row.map(plain))),
          ]
        : []),
      ...(parts && parts.rows.length > 0
        ? [
            '',
            line(parts.headings),
            '|---:|---:|---:|:---:|---|',
            ...parts.rows.map((row) => line(row.map(plain))),
          ]
        : []),
      ...(parts ? ['', parts.note] : []),
      ...agreementLines(board).flatMap((text, index) =>
        index === 0 ? ['', plain(text), ''] : [`- ${plain(text.trim())}`],
      ),
      '',
    ].join('\n');
  },
};

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
