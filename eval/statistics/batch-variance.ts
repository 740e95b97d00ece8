import type { Observation } from './sample.js';

/**
 * Variance that comes from the batch: its B queries are themselves a sample of the traffic. var_w(y)/B for the normal
 * benchmark; with Hard's tilt (its target over the traffic's mass) sum(w tilt (y-s)²) / (B sum(w)).
 *
 * With w = B q/pi, as items carry it, sum(w) estimates B: so this is the delta method's
 * (1/B) sum over the traffic m (tilt (y-s))², estimated from the sample.
 *
 * @param deviations y-s, one an observation; 0 for what is not counted
 * @param batchMatched B; 0 (not known) gives no such variance
 * @param countedWeight the weight of the observations that are counted, where that is not all of them
 */
export function batchVariance(
  observations: readonly Observation[],
  deviations: readonly number[],
  batchMatched: number,
  countedWeight?: number,
): number {
  if (batchMatched === 0) return 0;
  let total = 0;
  let squares = 0;
  observations.forEach(({ weight, tilt }, index) => {
    total += weight;
    squares += weight * tilt * (deviations[index] ?? 0) ** 2;
  });
  const counted = countedWeight ?? total;
  // A part of the items has its part of the batch: B counted/total.
  return counted === 0 ? 0 : (squares * total) / (batchMatched * counted * counted);
}
