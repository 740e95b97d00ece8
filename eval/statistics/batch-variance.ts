import type { Observation } from './sample.js';

/**
 * Variance that comes from the batch: its B queries are themselves a sample of the traffic. By the delta method it is
 * (1/B) sum over the traffic m (q/m influence)², the influence of an item on the estimate being its contribution e over its
 * share of the weights. So var_w(y)/B for a weighted mean in the normal benchmark; with Hard's tilt (its target over the
 * traffic's mass) sum(w tilt (y-s)²) / (B sum(w)).
 *
 * With w = B q/pi, as items carry it, sum(w) estimates B.
 *
 * @param contributions e, one an observation: what it adds to the estimate, such as w (y-s)/sum(w)
 * @param batchMatched B; 0 (not known) gives no such variance
 */
export function batchVariance(
  observations: readonly Observation[],
  contributions: readonly number[],
  batchMatched: number,
): number {
  if (batchMatched === 0) return 0;
  let total = 0;
  let squares = 0;
  observations.forEach(({ weight, tilt }, index) => {
    total += weight;
    squares += (tilt * (contributions[index] ?? 0) ** 2) / weight;
  });
  return (squares * total) / batchMatched;
}
