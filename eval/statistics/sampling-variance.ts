import { addTo } from '../../src/core/groups.js';
import type { Sequence } from '../../src/core/sequence.js';
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
  observations: Sequence<Observation>,
  contributions: Sequence<number>,
): number {
  const strata = new Map<string, number[]>();
  const pis = new Float64Array(observations.length);
  observations.forEach(({ stratum, pi }, index) => {
    pis[index] = pi;
    if (pi < 1) addTo(strata, stratum, index);
  });
  return pooled([...strata.values()]).reduce(
    (sum, members) => sum + stratumVariance(members, pis, contributions),
    0,
  );
}

/** Lone items together; a single one that is left joins another cluster. */
function pooled(strata: readonly number[][]): number[][] {
  const large = strata.filter((members) => members.length >= 2);
  const lone = strata.filter((members) => members.length < 2).flat();
  const first = large[0];
  if (lone.length !== 1 || !first) return lone.length > 0 ? [...large, lone] : large;
  return [[...first, ...lone], ...large.slice(1)];
}

/** @param members indexes of the cluster's items */
function stratumVariance(
  members: readonly number[],
  pis: Float64Array,
  contributions: Sequence<number>,
): number {
  const sumOver = (term: (free: number, e: number) => number): number =>
    members.reduce((sum, index) => sum + term(1 - (pis[index] ?? 1), contributions.at(index) ?? 0), 0);
  const spread = sumOver((free) => free);
  const centre = sumOver((free, e) => free * e) / spread;
  const n = members.length;
  // One item alone in the whole sample has no neighbour to be compared with: its square stands, as in Poisson sampling.
  if (n === 1) return sumOver((free, e) => free * e * e);
  return (n / (n - 1)) * sumOver((free, e) => free * (e - centre) ** 2);
}
