import { estimateMean } from './estimate.js';
import { kishSize } from './kish.js';
import { mcnemarExact } from './mcnemar.js';
import { twoSidedPValue, z95 } from './normal.js';
import type { Sample } from './sample.js';

/** How far apart two models are on the same items. */
export interface PairedDifference {
  /** Score of a minus score of b, -1 to 1. */
  readonly difference: number;
  /** 95 %, within -1 to 1. */
  readonly interval: [number, number];
  /** Two-sided, of no difference. */
  readonly pValue: number;
  /** `mcnemar` (exact) where all weights are equal and every score is 0 or 1, else `design`. */
  readonly test: 'design' | 'mcnemar';
}

/**
 * The weighted mean of y_a - y_b with the design's variance of that difference (DESIGN, Sampling 7): what both models share,
 * such as an item's difficulty, cancels out.
 *
 * @param a scores of the first model, one an observation of the sample; b likewise
 */
export function pairedDifference(
  sample: Sample,
  a: readonly number[],
  b: readonly number[],
): PairedDifference {
  const differences = a.map((score, index) => score - (b[index] ?? 0));
  const weights = sample.observations.map(({ weight }) => weight);
  const { mean, variance } = estimateMean(sample, differences);
  const half = variance > 0 ? z95 * Math.sqrt(variance) : unseenDifference(kishSize(weights));
  const exact = new Set(weights).size === 1 && [...a, ...b].every((score) => score === 0 || score === 1);
  return {
    difference: mean,
    interval: [Math.max(-1, mean - half), Math.min(1, mean + half)],
    pValue: exact
      ? mcnemarExact(count(differences, 1), count(differences, -1))
      : variance > 0
        ? twoSidedPValue(mean / Math.sqrt(variance))
        : Number(mean === 0),
    test: exact ? 'mcnemar' : 'design',
  };
}

function count(values: readonly number[], wanted: number): number {
  return values.filter((value) => value === wanted).length;
}

/** Models that never differed in n items may still differ on this share of the traffic (Wilson's bound at 0 of n). */
function unseenDifference(n: number): number {
  return z95 ** 2 / (n + z95 ** 2);
}
