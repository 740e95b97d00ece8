import { inclusionProbabilities } from '../../src/core/inclusion.js';
import type { Random } from '../../src/core/random.js';
import { clusterShares, totalVariation } from '../shares.js';
import type { HardInput, HardMethod } from './method.js';

const batches = 10;
/** A batch is redrawn while the clusters of what is drawn so far are further than this from the traffic's. */
const tau = 0.1;
/** After so many tries the nearest of them is taken: a small batch may not come nearer at all. */
const mostTries = 20;

/** Draws without replacement, in proportion to weight (Efraimidis and Spirakis 2006). */
function drawBatch(
  weights: Float64Array,
  taken: ReadonlySet<number>,
  size: number,
  random: Random,
): number[] {
  const keys = weights.map((weight) =>
    weight > 0 ? -Math.log(1 - random()) / weight : Number.POSITIVE_INFINITY,
  );
  return [...keys.keys()]
    .filter((candidate) => !taken.has(candidate) && (weights[candidate] ?? 0) > 0)
    .sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b)
    .slice(0, size);
}

const weightsOf = ({ mass, difficulty, lambda }: HardInput): Float64Array =>
  mass.map((m, candidate) => m * Math.exp(lambda * (difficulty[candidate] ?? 0)));

/**
 * The paper's way, for comparison (Ni et al. 2024, MixEval, section 3.3): items in proportion to exp(lambda d), batch
 * after batch, each redrawn while the topics drift too far from the traffic's. Here as there an item's chance also
 * grows with its mass: in MixEval it stands once for each query. Its scores are unweighted means, so every weight is
 * the same; it knows no inclusion probabilities, and those given are what its chances would be without rejection.
 */
export const batchRejection: HardMethod = {
  name: 'batch-rejection',
  possible: (input) => input.mass.filter((m) => m > 0).length,
  draw(input, places, random) {
    const weights = weightsOf(input);
    const traffic = clusterShares(input.clusters, input.mass);
    const taken = new Set<number>();
    const distanceWith = (batch: readonly number[]): number => {
      const indicator = new Float64Array(weights.length);
      for (const candidate of [...taken, ...batch]) indicator[candidate] = 1;
      return totalVariation(clusterShares(input.clusters, indicator), traffic);
    };
    for (let batch = 1; batch <= batches; batch += 1) {
      const size = Math.round((places * batch) / batches) - taken.size;
      let best: readonly number[] = [];
      let bestDistance = Number.POSITIVE_INFINITY;
      for (let attempt = 0; attempt < mostTries && bestDistance > tau; attempt += 1) {
        const drawn = drawBatch(weights, taken, size, random);
        const distance = distanceWith(drawn);
        if (distance < bestDistance) [best, bestDistance] = [drawn, distance];
      }
      for (const candidate of best) taken.add(candidate);
    }
    const pi = inclusionProbabilities(weights, places);
    const drawn = [...taken].sort((a, b) => a - b);
    const target = pi.map((probability) => probability / places);
    return {
      target,
      pi,
      tilt: target.map((q, candidate) => q / (input.mass[candidate] ?? 1)),
      drawn: drawn.map((candidate) => ({ candidate, stratum: input.clusters[candidate] ?? 0 })),
    };
  },
};
