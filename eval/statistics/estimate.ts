import { batchVariance } from './batch-variance.js';
import { drawsVariance } from './draws-variance.js';
import { kishSize } from './kish.js';
import type { Sample } from './sample.js';
import { samplingVariance } from './sampling-variance.js';
import { weightedMean } from './weighted-mean.js';
import { wilsonInterval } from './wilson.js';

/** A mean over the traffic and how far it can be trusted. */
export interface Estimate {
  readonly mean: number;
  /** The design's variance of the mean. */
  readonly variance: number;
}

/**
 * The weighted mean of values and its variance by the sample's design (DESIGN, Sampling 6 and 7; Hard).
 *
 * @param values y, one an observation of the sample
 * @param counted the observations the mean is over; all where absent. A part is a domain: what lies outside counts as 0
 *   in the clusters' spread (Särndal, Swensson and Wretman 1992, section 10.3)
 * @returns mean NaN where nothing is counted
 */
export function estimateMean(
  sample: Sample,
  values: readonly number[],
  counted: readonly boolean[] = values.map(() => true),
): Estimate {
  const { observations } = sample;
  const weights = observations.map(({ weight }, index) => (counted[index] ? weight : 0));
  const mean = weightedMean(values, weights);
  if (sample.design === 'draws') return { mean, variance: drawsVariance(observations, values, counted) };
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const deviations = values.map((value, index) => (counted[index] ? value - mean : 0));
  const contributions = deviations.map((deviation, index) => ((weights[index] ?? 0) * deviation) / total);
  return {
    mean,
    variance:
      samplingVariance(observations, contributions) +
      batchVariance(observations, deviations, sample.batchMatched, total),
  };
}

/**
 * A share's 95 % interval: Wilson's with the sample size at which simple random sampling has this variance, s(1-s)/V;
 * Kish's size where V is 0.
 *
 * @param weights of the observations the share is over
 */
export function shareInterval(
  { mean, variance }: Estimate,
  weights: readonly number[],
): { interval: [number, number]; effectiveN: number } {
  const share = Math.min(1, Math.max(0, mean));
  const effectiveN =
    variance > 0 && share > 0 && share < 1 ? (share * (1 - share)) / variance : kishSize(weights);
  return { interval: wilsonInterval(share, effectiveN), effectiveN };
}
