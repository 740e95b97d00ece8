/** How a Hard split would be drawn and weighted; by candidate. */
export interface HardDraw {
  /** What its weighted mean estimates; sums to 1. */
  readonly target: Float64Array;
  readonly pi: Float64Array;
}

/**
 * The share of pairs of subjects that a benchmark tells apart: those whose difference, in the direction of their order on the
 * traffic, is more than 1.96 standard errors. The expected difference is sum q delta and its variance
 * sum q² (delta - mean)² / pi, as of draws with replacement, so that items drawn surely tell about others like them.
 *
 * @param scores by candidate and subject; no subject lacks any
 * @param onTraffic each subject's score on the traffic
 */
export function separatedShare(
  { target, pi }: HardDraw,
  scores: readonly Float64Array[],
  onTraffic: readonly number[],
): number {
  let separated = 0;
  let pairs = 0;
  onTraffic.forEach((first, a) => {
    for (let b = a + 1; b < onTraffic.length; b += 1) {
      const order = Math.sign(first - (onTraffic[b] ?? 0));
      let mean = 0;
      target.forEach((q, candidate) => {
        mean += q * ((scores[candidate]?.[a] ?? 0) - (scores[candidate]?.[b] ?? 0));
      });
      let variance = 0;
      target.forEach((q, candidate) => {
        if (q === 0) return;
        const delta = (scores[candidate]?.[a] ?? 0) - (scores[candidate]?.[b] ?? 0);
        variance += (q * q * (delta - mean) ** 2) / (pi[candidate] ?? 1);
      });
      pairs += 1;
      if (order * mean > 1.96 * Math.sqrt(variance)) separated += 1;
    }
  });
  return pairs === 0 ? 0 : separated / pairs;
}
