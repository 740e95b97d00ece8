import { points, pointsInterval } from '../../src/core/text-table.js';
import type { Leaderboard } from '../compare/leaderboard.js';

/** Other means than the headline's as a table: a row a model. */
export interface MeansTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What the headings stand for, a line each. */
  readonly notes: readonly string[];
}

/** Metrics that are means of the same answers, by their names: what they are called in a heading, and what that is. */
const means = [
  ['macro-mean', 'over benchmarks', 'each benchmark counts alike.'],
  ['difference-estimator', 'by difficulty', 'the difference estimator.'],
  ['mixeval-overall', "MixEval's", 'its own formula, for comparison with what it published.'],
] as const;

/**
 * The mean over benchmarks, the difference estimator and MixEval's own number beside the score, where they are known and not
 * the score itself for all models.
 *
 * @returns undefined where there is none
 */
export function otherMeans({ entries }: Leaderboard): MeansTable | undefined {
  const known = means.filter(([name]) =>
    entries.some(({ metrics, score }) => {
      const value = metrics[name]?.value;
      return value !== undefined && Math.abs(value - (score ?? 0)) > 1e-9;
    }),
  );
  if (known.length === 0) return undefined;
  return {
    headings: ['score', ...known.map(([, heading]) => heading), 'model'],
    rows: entries.map(({ name, score, metrics }) => [
      points(score),
      ...known.map(([metric]) => withInterval(metrics[metric])),
      name,
    ]),
    notes: known.map(([, heading, meaning]) => `${heading}: ${meaning}`),
  };
}

/** `53.1 (49.5 to 56.6)`. */
function withInterval(value: Leaderboard['entries'][number]['metrics'][string] | undefined): string {
  if (value === undefined) return '-';
  return `${points(value.value)}${value.interval === null ? '' : ` (${pointsInterval(value.interval)})`}`;
}
