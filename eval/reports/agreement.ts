import type { BoardAgreement, Leaderboard } from '../compare/leaderboard.js';
import type { CorrelationEstimate } from '../compare/ranking-agreement.js';

/** The names of the three correlations, as reports show them. */
export const correlationNames = { spearman: 'Spearman', kendall: 'Kendall', pearson: 'Pearson' } as const;

/** `0.92 (0.81 to 0.97)`. */
export function correlationInWords({ value, interval }: CorrelationEstimate): string {
  const range = interval === null ? '' : ` (${interval.map((bound) => bound.toFixed(2)).join(' to ')})`;
  return `${value.toFixed(2)}${range}`;
}

/** What a report says of the agreement with another ranking, a line each; nothing where none was given. */
export function agreementLines({ agreement }: Leaderboard): string[] {
  if (agreement === null) return [];
  const { n, column, file, misfits, onlyHere, onlyThere } = agreement;
  return [
    `Against ${column} of ${file}, ${n} models, with 95 % intervals:`,
    ...(['spearman', 'kendall', 'pearson'] as const).map(
      (name) => `  ${correlationNames[name]} ${correlationInWords(agreement[name])}`,
    ),
    `  Bootstrap over models, ${resamplingInWords(agreement)}.`,
    ...(misfits.length === 0 ? ['  No model lies two standard deviations or more off the line.'] : []),
    ...misfits.map(
      ({ model, place, otherPlace, residual }) =>
        `  ${model} does not fit: place ${place} here, ${otherPlace} there (${residual.toFixed(1)} standard deviations off the line)`,
    ),
    ...(onlyHere.length === 0 ? [] : [`  Not in that file: ${onlyHere.join(', ')}.`]),
    ...(onlyThere === 0 ? [] : [`  Not on this leaderboard: ${onlyThere} of its models.`]),
  ];
}

function resamplingInWords({ resampling: { draws, seed } }: BoardAgreement): string {
  return `${draws} draws, seed ${seed}`;
}
