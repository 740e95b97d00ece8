import type { Report } from './report.js';

/** A field by RFC 4180; one that a spreadsheet would take for a formula gets an apostrophe in front. */
function field(value: string | number | null): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value ?? '') ? `'${value}` : (value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const headings = [
  'rank',
  'rank_low',
  'rank_high',
  'model',
  'score',
  'low',
  'high',
  'score_of_scored',
  'free_form',
  'multiple_choice',
  'macro_mean',
  'difference_estimator',
  'mixeval_overall',
  'clean_score',
  'seen_score',
  'seen_less_clean',
  'seen_less_clean_low',
  'seen_less_clean_high',
  'items',
  'unscored',
  'cost_usd',
  'seconds',
  'parser',
  'judge',
  'run',
];

/** One line a model, shares from 0 to 1. */
export const csvReport: Report = {
  name: 'csv',
  description: 'for a spreadsheet, scores 0 to 1',
  render({ entries }) {
    const rows = entries.map((entry) => [
      entry.rank,
      ...entry.rankInterval,
      entry.name,
      entry.score,
      ...(entry.interval ?? [null, null]),
      entry.scoreOfScored,
      entry.splits['free-form'].score,
      entry.splits['multiple-choice'].score,
      ...['macro-mean', 'difference-estimator', 'mixeval-overall'].map(
        (name) => entry.metrics[name]?.value ?? null,
      ),
      entry.parts?.clean.score ?? null,
      entry.parts?.seen.score ?? null,
      entry.parts?.difference ?? null,
      ...(entry.parts?.interval ?? [null, null]),
      entry.n,
      entry.n - entry.scored,
      entry.costUsd,
      entry.seconds,
      entry.parser,
      entry.judge,
      entry.id,
      ...(entry.groups ? [...entry.groups.groups, entry.groups.mean] : []).map((part) => part?.score ?? null),
    ]);
    // The same groups stand in every entry.
    const groups = entries[0]?.groups?.groups.map(({ group }) => `group ${group}`);
    const all = [...headings, ...(groups ? [...groups, 'mean over groups'] : [])];
    return [all, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
  },
};
