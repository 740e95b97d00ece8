import { addTo } from '../../src/core/groups.js';
import type { Observation } from './sample.js';

/**
 * Variance that comes from drawing items without replacement within clusters, by Hájek's formula for high-entropy
 * designs such as Pareto sampling (Rosén 1997): sum over clusters of n/(n-1) sum (1-pi)(e-A)², with
 * A = sum((1-pi)e)/sum(1-pi) and n the items with pi < 1. Clusters with fewer than two such items are pooled.
 *
 * @param contributions e, one an observation: what it adds to the estimate, such as w (y-s)/sum(w)
 * @returns the variance, in the square of the estimate's unit
 */
export function samplingVariance(
  observations: readonly Observation[],
  contributions: readonly number[],
): number {
  const strata = new Map<string, Drawn[]>();
  observations.forEach(({ stratum, pi }, index) => {
    if (pi >= 1) return;
    addTo(strata, stratum, { pi, e: contributions[index] ?? 0 });
  });
  return pooled([...strata.values()]).reduce((sum, members) => sum + stratumVariance(members), 0);
}

interface Drawn {
  readonly pi: number;
  readonly e: number;
}

/** Lone items together; a single one that is left joins another cluster. */
function pooled(strata: readonly Drawn[][]): Drawn[][] {
  const large = strata.filter((members) => members.length >= 2);
  const lone = strata.filter((members) => members.length < 2).flat();
  const first = large[0];
  if (lone.length !== 1 || !first) return lone.length > 0 ? [...large, lone] : large;
  return [[...first, ...lone], ...large.slice(1)];
}

function stratumVariance(members: readonly Drawn[]): number {
  const spread = members.reduce((sum, { pi }) => sum + (1 - pi), 0);
  const centre = members.reduce((sum, { pi, e }) => sum + (1 - pi) * e, 0) / spread;
  const n = members.length;
  // One item alone in the whole sample has no neighbour to be compared with: its square stands, as in Poisson sampling.
  if (n === 1) return members.reduce((sum, { pi, e }) => sum + (1 - pi) * e * e, 0);
  return (n / (n - 1)) * members.reduce((sum, { pi, e }) => sum + (1 - pi) * (e - centre) ** 2, 0);
}
