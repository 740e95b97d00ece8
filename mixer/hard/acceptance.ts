import { inclusionProbabilities } from '../../src/core/inclusion.js';
import type { HardInput } from './method.js';
import type { HardDraw } from './separation.js';

/**
 * Beyond this a harder item is accepted no more often. Where most items are easy the few hardest lie five deviations away:
 * they would have nearly all the weight, and tell subjects apart by a handful of answers (docs/validity.md).
 */
const hardest = 2;

/**
 * What a query's item is accepted in proportion to: a = max(r, 0) exp(lambda min(z, 2)) (DESIGN, Hard, and the bound).
 *
 * @param discrimination r; an item of none or of negative discrimination is kept out
 * @param difficulty z, in standard deviations from the mean
 */
export function acceptance(discrimination: number, difficulty: number, lambda: number): number {
  return Math.max(discrimination, 0) * Math.exp(lambda * Math.min(difficulty, hardest));
}

/** What Hard goes by; everything by candidate. */
export type HardChoice = Pick<HardInput, 'mass' | 'clusters' | 'discrimination' | 'difficulty' | 'lambda'>;

/**
 * Hard's target: within each cluster h of mass M_h, q = M_h g a / sum_h(g a), so that topics keep the shares that the
 * traffic gives them. g = 1 - exp(-n m) is an item's chance to be asked for by any of n queries, n being the places: a rare
 * item counts by its mass, and one that many queries hit hardly more than another, so that a few of them do not tell subjects
 * apart almost alone. A cluster of which nothing is accepted drops out, and the others take its part.
 *
 * @param places n, 1 or more
 * @returns q of each candidate, summing to 1; all 0 where nothing is accepted
 */
export function hardTarget(
  mass: Float64Array,
  accepted: Float64Array,
  clusters: Int32Array,
  places: number,
): Float64Array {
  const sizes = mass.map((m, candidate) => -Math.expm1(-places * m) * (accepted[candidate] ?? 0));
  const masses = new Map<number, number>();
  const sizesOf = new Map<number, number>();
  mass.forEach((m, candidate) => {
    const cluster = clusters[candidate] ?? 0;
    masses.set(cluster, (masses.get(cluster) ?? 0) + m);
    sizesOf.set(cluster, (sizesOf.get(cluster) ?? 0) + (sizes[candidate] ?? 0));
  });
  const shares = sizes.map((size, candidate) => {
    const cluster = clusters[candidate] ?? 0;
    const all = sizesOf.get(cluster) ?? 0;
    return all === 0 ? 0 : ((masses.get(cluster) ?? 0) * size) / all;
  });
  const total = shares.reduce((sum, q) => sum + q, 0);
  return total === 0 ? shares : shares.map((q) => q / total);
}

/** How many candidates a target leaves to be drawn. */
export function possibleOf(target: Float64Array): number {
  return target.filter((q) => q > 0).length;
}

/**
 * The target of what is accepted, and each candidate's chance of a place; of fewer places where fewer are accepted.
 *
 * @param places 1 or more
 */
export function hardChances(
  { mass, clusters, discrimination, difficulty, lambda }: HardChoice,
  places: number,
): HardDraw {
  const accepted = mass.map((_, candidate) =>
    acceptance(discrimination[candidate] ?? 0, difficulty[candidate] ?? 0, lambda),
  );
  const target = hardTarget(mass, accepted, clusters, places);
  return { target, pi: inclusionProbabilities(target, Math.min(places, possibleOf(target))) };
}

/**
 * How much the batch's chance moves each candidate's q: B² m d² / q, d being what q loses in its topic with one of the item's
 * queries. The difference to one query fewer (Efron and Stein 1981) in place of dq/dm, which is too small by a tenth where an
 * item has two or three queries and g is far from straight. With few places, or one query, it comes to q/m.
 *
 * @param places n, as in the target
 * @param batchMatched B; m B is each candidate's number of queries
 */
export function hardTilt(
  target: Float64Array,
  mass: Float64Array,
  places: number,
  batchMatched: number,
): Float64Array {
  return target.map((q, candidate) => {
    const m = mass[candidate] ?? 0;
    if (q === 0) return 0;
    // B m (g(m) - g(m - 1/B)) / g(m), written so that nothing overflows.
    const lost =
      (batchMatched * m * Math.exp(places * (1 / batchMatched - m)) * Math.expm1(-places / batchMatched)) /
      Math.expm1(-places * m);
    return (q / m) * lost ** 2;
  });
}

/** Values as standard deviations from the mean of those that are known; 0 where they do not vary. */
export function standardised(values: Float64Array, known: Float64Array): Float64Array {
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, known.length);
  const deviation = Math.sqrt(variance);
  return values.map((value) => (deviation > 1e-9 ? (value - mean) / deviation : 0));
}
