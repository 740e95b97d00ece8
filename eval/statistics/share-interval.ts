import { madeOnDemand, memberAt, type Sequence } from '../../src/core/sequence.js';
import { batchVariance } from './batch-variance.js';
import { chancePart } from './chance-part.js';
import { type Estimate, estimateMean, estimateMeanOfParts } from './estimate.js';
import { kishSize } from './kish.js';
import { isIn, type Part, type Sample } from './sample.js';
import { wilsonInterval } from './wilson.js';

/** A share with its 95 % interval. */
export interface ShareEstimate extends Estimate {
  /** [low, high], within 0 to 1. */
  readonly interval: [number, number];
  /** The sample size at which simple random sampling has this variance, s(1-s)/V; Kish's where V is 0. */
  readonly effectiveN: number;
}

/**
 * A share's 95 % interval from its variance alone: Wilson's with the effective sample size.
 *
 * @param weights of the observations the share is over
 */
export function shareInterval({ mean, variance }: Estimate, weights: readonly number[]): ShareEstimate {
  const share = within(mean);
  const effectiveN = sizeBehind(share, variance) ?? kishSize(weights);
  return { mean, variance, interval: wilsonInterval(share, effectiveN), effectiveN };
}

/**
 * The weighted mean of shares with its 95 % interval. Only what the draw left to chance is uncertain, and where most of the
 * weight was taken surely that may be a few items, nearly all of them wrong, although the score is far from 0. So Wilson's
 * interval stands around the share among those items, with the sample size that their variance comes to, cut where that
 * variance has few degrees of freedom. The batch's own interval joins it by the method of variance estimates recovery (Zou
 * and Donner 2008): distances from the estimate add up as squares.
 *
 * @param values y, 0 to 1, one an observation of the sample
 * @param counted the observations the mean is over, one at least; all where absent
 */
export function estimateShare(sample: Sample, values: Sequence<number>, counted?: Part): ShareEstimate {
  const { mean, variance, parts } = estimateMean(sample, values, counted);
  const share = within(mean);
  const effectiveN =
    sizeBehind(share, variance) ??
    kishSize(sample.observations.flatMap(({ weight }, index) => (isIn(counted, index) ? [weight] : [])));
  const chance = chancePart(sample, values, counted);
  const size = sizeBehind(chance.share, parts.draw / chance.ofWeight ** 2) ?? chance.sizeByWeights;
  const [low, high] = wilsonInterval(chance.share, size * chance.trust);
  const [batchLow, batchHigh] = wilsonInterval(
    share,
    sizeBehind(share, parts.batch) ?? batchSize(sample, counted),
  );
  return {
    mean,
    variance,
    interval: [
      within(share - Math.hypot(chance.ofWeight * (chance.share - low), share - batchLow)),
      within(share + Math.hypot(chance.ofWeight * (high - chance.share), batchHigh - share)),
    ],
    effectiveN,
  };
}

/**
 * The mean of the weighted shares of parts, each part counting alike, with its 95 % interval: Wilson's, from the design's
 * variance. Where a part has a few items, all right or all wrong, that variance says that nothing of it is uncertain; so no
 * part counts with less than the variance of a share whose items are joined by two more that are right as often as all are
 * (Agresti and Coull 1998).
 *
 * @param parts which observations are in each, one at least; an observation may be in several
 */
export function meanOfShares(
  sample: Sample,
  values: Sequence<number>,
  parts: readonly Part[],
): ShareEstimate {
  const { mean, variance } = estimateMeanOfParts(sample, values, parts);
  const whole = estimateMean(sample, values).mean;
  const lacking = parts.map((part) => {
    const { share, ofWeight, sizeByWeights, trust } = chancePart(sample, values, part);
    const n = sizeByWeights * trust;
    if (ofWeight === 0) return 0;
    const joined = within((n * share + 2 * whole) / (n + 2));
    const least = (ofWeight ** 2 * joined * (1 - joined)) / n;
    return Math.max(0, least - estimateMean(sample, values, part).parts.draw);
  });
  return shareInterval(
    { mean, variance: variance + lacking.reduce((sum, part) => sum + part, 0) / parts.length ** 2 },
    sample.observations.map(({ weight }) => weight),
  );
}

/** The queries of the batch that the counted observations stand for; Infinity where that is not known. */
function batchSize({ design, observations, batchMatched }: Sample, counted: Part): number {
  if (design === 'draws') return Number.POSITIVE_INFINITY;
  const total = observations.reduce(
    (sum, { weight }, index) => (isIn(counted, index) ? sum + weight : sum),
    0,
  );
  const ofOne = madeOnDemand(observations.length, (index) =>
    isIn(counted, index) ? memberAt(observations, index).weight / total : 0,
  );
  return 1 / batchVariance(observations, ofOne, batchMatched);
}

/** Rounding may carry a mean of shares a hair past 0 or 1. */
function within(share: number): number {
  return Math.min(1, Math.max(0, share));
}

/** Undefined where the variance is 0 but for rounding, or the share is 0 or 1: they say nothing of the size. */
function sizeBehind(share: number, variance: number): number | undefined {
  const ofOne = share * (1 - share);
  return ofOne > 0 && variance > 1e-15 * ofOne ? ofOne / variance : undefined;
}
