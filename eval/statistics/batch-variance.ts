import type { Sequence } from '../../src/core/sequence.js';
import type { Observation } from './sample.js';

/**
 * Variance that comes from the batch: its B queries are themselves a sample of the traffic. By the delta method it is
 * (1/B) sum over the traffic m psi², psi being what one query more for an item does to the estimate. In the normal benchmark
 * that is the item's residual r, so var_w(y)/B for a weighted mean. Hard gives each topic cluster h its share of the traffic
 * and tilts within it alone: psi = R_h + t (r - R_h), R_h the cluster's mean residual and t = dq/dm what a query more does to
 * the item's share q. With tilt = m t² / q the sum comes to (sum over h W_h R_h² + sum w tilt (r - R_h)²) / (B sum(w)), W_h the
 * cluster's sum of weights; what both parts have in common is left out, as it is zero or next to it.
 *
 * @param contributions e, one an observation: what it adds to the estimate, such as w (y-s)/sum(w); r is e sum(w) / w
 * @param batchMatched B; 0 (not known) gives no such variance
 */
export function batchVariance(
  observations: Sequence<Observation>,
  contributions: Sequence<number>,
  batchMatched: number,
): number {
  if (batchMatched === 0) return 0;
  const clusters = new Map<string, { weight: number; contribution: number }>();
  let total = 0;
  observations.forEach(({ weight, stratum }, index) => {
    const known = clusters.get(stratum) ?? { weight: 0, contribution: 0 };
    known.weight += weight;
    known.contribution += contributions.at(index) ?? 0;
    clusters.set(stratum, known);
    total += weight;
  });
  let squares = 0;
  for (const { weight, contribution } of clusters.values()) squares += contribution ** 2 / weight;
  observations.forEach(({ weight, tilt, stratum }, index) => {
    const cluster = clusters.get(stratum);
    const mean = cluster ? cluster.contribution / cluster.weight : 0;
    squares += (tilt * ((contributions.at(index) ?? 0) - weight * mean) ** 2) / weight;
  });
  return (squares * total) / batchMatched;
}
