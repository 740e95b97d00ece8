import type { Sequence } from '../../src/core/sequence.js';

/**
 * sum(w y) / sum(w): the Hájek estimator of a mean over the traffic (Hájek 1971).
 *
 * @param values y, as many as weights
 * @param weights above 0
 * @returns NaN where there are none
 */
export function weightedMean(values: Sequence<number>, weights: Sequence<number>): number {
  let sum = 0;
  let total = 0;
  values.forEach((value, index) => {
    const weight = weights.at(index) ?? 0;
    sum += weight * value;
    total += weight;
  });
  return sum / total;
}
