import { formats } from '../../src/core/schemas/item.js';
import { bootstrapMean, type Resampling } from './bootstrap.js';
import { estimateMean } from './estimate.js';
import { kishSize } from './kish.js';
import { mcnemarExact } from './mcnemar.js';
import { twoSidedPValue, z95 } from './normal.js';
import { isIn, type Part, type Sample } from './sample.js';
import { weightedMean } from './weighted-mean.js';

/** How far apart two models are on the same items. */
export interface PairedDifference {
  /** Score of a minus score of b, -1 to 1. */
  readonly difference: number;
  /** 95 %, within -1 to 1. */
  readonly interval: [number, number];
  /** Of the difference by the design, as behind the interval; above 0. */
  readonly standardError: number;
  /** Two-sided, of no difference. */
  readonly pValue: number;
  /**
   * Where the p-value comes from. Where all weights are equal: `mcnemar` (exact) if every score is 0 or 1, else `bootstrap`
   * if one was asked for, and then the interval too. In all other cases `design`.
   */
  readonly test: 'design' | 'mcnemar' | 'bootstrap';
}

/** What a difference is taken over, and how. */
export interface DifferenceOptions {
  /** The observations it is over; all where left out. */
  readonly counted?: Part;
  /** Where weights are equal and scores are not only 0 and 1; without it the design serves there too. */
  readonly resampling?: Resampling | undefined;
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
  { counted, resampling }: DifferenceOptions = {},
): PairedDifference {
  const differences = a.map((score, index) => score - (b[index] ?? 0));
  const members = sample.observations.flatMap(({ weight, format }, index) => {
    const isBinary = [a[index], b[index]].every((score) => score === 0 || score === 1);
    return isIn(counted, index) ? [{ weight, format, difference: differences[index] ?? 0, isBinary }] : [];
  });
  const weights = members.map(({ weight }) => weight);
  const { mean, variance } = estimateMean(sample, differences, counted);
  const square = weightedMean(
    members.map(({ difference }) => difference ** 2),
    weights,
  );
  const { centre, standardError } = adjusted(mean, square, variance, kishSize(weights));
  const byDesign: PairedDifference = {
    difference: mean,
    interval: [
      Math.max(-1, Math.min(mean, centre - z95 * standardError)),
      Math.min(1, Math.max(mean, centre + z95 * standardError)),
    ],
    standardError,
    pValue: twoSidedPValue(centre / standardError),
    test: 'design',
  };
  if (!allEqual(weights)) return byDesign;
  if (members.every(({ isBinary }) => isBinary)) {
    const won = (difference: number): number => members.filter((row) => row.difference === difference).length;
    return { ...byDesign, pValue: mcnemarExact(won(1), won(-1)), test: 'mcnemar' };
  }
  if (!resampling) return byDesign;
  const strata = formats.map((split) =>
    members.flatMap(({ format, difference }) => (format === split ? [difference] : [])),
  );
  return { ...byDesign, ...bootstrapMean(strata, resampling), test: 'bootstrap' };
}

/**
 * The interval's centre and standard error with one win for each side more (Bonett and Price 2012, "Adjusted Wald confidence
 * interval for a difference of binomial proportions based on paired data"): models that hardly ever differed in few items
 * may still differ, and without it the interval is a point where they never did. The sample size is the one at which simple
 * random sampling has the design's variance: (mean square - squared mean) / variance, Kish's where the variance is 0.
 */
function adjusted(
  mean: number,
  square: number,
  variance: number,
  kish: number,
): { centre: number; standardError: number } {
  const spread = square - mean ** 2;
  const n = variance > 1e-15 * spread && spread > 0 ? spread / variance : kish;
  const centre = (n * mean) / (n + 2);
  const squareThen = (n * square + 2) / (n + 2);
  return { centre, standardError: Math.sqrt((squareThen - centre ** 2) / (n + 2)) };
}

/** Weights that differ by no more than rounding count as equal. */
function allEqual(weights: readonly number[]): boolean {
  const [first = 0] = weights;
  return weights.every((weight) => Math.abs(weight - first) <= 1e-9 * first);
}
