import { points, pointsInterval } from '../../src/core/text-table.js';
import type { Leaderboard, LeaderboardEntry } from '../compare/leaderboard.js';
import { agreementLines } from './agreement.js';
import { groupTable } from './group-table.js';
import { costInWords, rankIntervalInWords, rankInWords } from './leaderboard-columns.js';
import { otherMeans } from './other-means.js';
import { boardPartTable } from './part-table.js';
import type { Report } from './report.js';

/** A page of its own: nothing is loaded, nothing runs, and it reads in light and dark, on paper and on a telephone. */
export const htmlReport: Report = {
  name: 'html',
  description: 'a page of its own, for a browser',
  render(board) {
    const { version, benchmark, entries } = board;
    const title = `${benchmark} of release ${version}`;
    const means = otherMeans(board);
    const groups = groupTable(board);
    const parts = boardPartTable(board);
    const agreement = agreementLines(board);
    return [
      '<!doctype html>',
      '<html lang="en">',
      '<head>',
      '<meta charset="utf-8">',
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">',
      `<title>${text(title)}</title>`,
      `<style>${style}</style>`,
      '</head>',
      '<body>',
      `<h1>${text(title)}</h1>`,
      `<p>${entries[0]?.n ?? 0} items. Scores are 0 to 100; what is unscored counts as wrong. A bar is a 95 % interval, the line in it the score.</p>`,
      '<div class="wide"><table>',
      '<caption>Models by score</caption>',
      headRow([
        'rank',
        'ranks',
        'model',
        'score',
        '95 % interval',
        '0 to 100',
        'free-form',
        'multiple-choice',
        'unscored',
        'USD',
        'seconds',
      ]),
      '<tbody>',
      ...entries.map((entry) => entryRow(entry, entries)),
      '</tbody></table></div>',
      '<p><b>=</b> shares its rank: no difference between these models is shown. <b>Ranks</b>: those that the differences shown allow (paired on the same items, Holm, 5 %).</p>',
      ...(means
        ? [
            '<h2>Other means</h2><div class="wide"><table>',
            headRow(means.headings),
            '<tbody>',
            ...means.rows.map((row) => groupRow(means.headings, row)),
            '</tbody></table></div>',
            `<p>${text(means.notes.join(' '))}</p>`,
          ]
        : []),
      ...(groups
        ? [
            '<h2>Groups of subjects</h2><div class="wide"><table>',
            headRow(groups.headings),
            '<tbody>',
            ...groups.rows.map((row) => groupRow(groups.headings, row)),
            '</tbody></table></div>',
          ]
        : []),
      ...(parts
        ? [
            '<h2>Clean and seen items</h2>',
            ...(parts.rows.length > 0
              ? [
                  '<div class="wide"><table>',
                  headRow(parts.headings),
                  '<tbody>',
                  ...parts.rows.map((row) => groupRow(parts.headings, row)),
                  '</tbody></table></div>',
                ]
              : []),
            `<p>${text(parts.note)}</p>`,
          ]
        : []),
      ...(agreement.length > 0
        ? [
            '<h2>Agreement with another ranking</h2>',
            `<p>${text(agreement[0] ?? '')}</p>`,
            `<ul>${agreement
              .slice(1)
              .map((line) => `<li>${text(line.trim())}</li>`)
              .join('')}</ul>`,
          ]
        : []),
      ...leftOut(board),
      '</body>',
      '</html>',
      '',
    ].join('\n');
  },
};

const style = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { padding: .35rem .6rem; text-align: right; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); white-space: nowrap; }
th.name, td.name { text-align: left; white-space: normal; overflow-wrap: anywhere; min-width: 10rem; }
svg { display: block; width: 7rem; height: 1rem; }
`;

/** Text as it is, whatever a model is called. */
function text(value: string): string {
  return value.replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}

/** Columns of names, which stand to the left; numbers stand to the right. */
const named = new Set(['model', 'group']);

function headRow(headings: readonly string[]): string {
  return `<thead><tr>${headings.map((heading) => `<th scope="col"${named.has(heading) ? ' class="name"' : ''}>${text(heading)}</th>`).join('')}</tr></thead>`;
}

function entryRow(entry: LeaderboardEntry, entries: readonly LeaderboardEntry[]): string {
  const cells = [
    `<td>${rankInWords(entry, entries)}</td>`,
    `<td>${rankIntervalInWords(entry)}</td>`,
    `<td class="name">${text(entry.name)}</td>`,
    `<td>${points(entry.score)}</td>`,
    `<td>${pointsInterval(entry.interval)}</td>`,
    `<td>${bar(entry)}</td>`,
    `<td>${points(entry.splits['free-form'].score)}</td>`,
    `<td>${points(entry.splits['multiple-choice'].score)}</td>`,
    `<td>${entry.n - entry.scored}</td>`,
    `<td>${costInWords(entry)}</td>`,
    `<td>${entry.seconds.toFixed(0)}</td>`,
  ];
  return `<tr>${cells.join('')}</tr>`;
}

function groupRow(headings: readonly string[], row: readonly string[]): string {
  const cells = row.map(
    (cell, column) => `<td${named.has(headings[column] ?? '') ? ' class="name"' : ''}>${text(cell)}</td>`,
  );
  return `<tr>${cells.join('')}</tr>`;
}

/** The interval from 0 to 100 as a bar with a line at the score. */
function bar({ score, interval }: LeaderboardEntry): string {
  if (score === null || interval === null) return '';
  const [low, high] = interval.map((bound) => 100 * bound);
  const label = `${points(score)}, 95 % interval ${pointsInterval(interval)}`;
  return [
    `<svg viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="${text(label)}">`,
    '<line x1="0" y1="4" x2="100" y2="4" stroke="currentColor" stroke-opacity=".25" vector-effect="non-scaling-stroke"/>',
    `<rect x="${low}" y="2" width="${(high ?? 0) - (low ?? 0)}" height="4" fill="currentColor" fill-opacity=".4"/>`,
    `<rect x="${100 * score - 0.4}" y="0" width="0.8" height="8" fill="currentColor"/>`,
    '</svg>',
  ].join('');
}

function leftOut({ leftOut: runs }: Leaderboard): string[] {
  if (runs.length === 0) return [];
  const items = runs.map(({ model, id, reason }) => `<li>${text(model)} (${text(id)}): ${text(reason)}</li>`);
  return ['<h2>Runs not shown</h2>', `<ul>${items.join('')}</ul>`];
}
