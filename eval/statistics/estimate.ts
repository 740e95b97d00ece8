import { madeOnDemand, memberAt, type Sequence } from '../../src/core/sequence.js';
import { type VarianceParts, varianceParts } from './design-variance.js';
import { isIn, type Part, type Sample } from './sample.js';
import { weightedMean } from './weighted-mean.js';

/** A mean over the traffic and how far it can be trusted. */
export interface Estimate {
  readonly mean: number;
  /** The design's variance of the mean. */
  readonly variance: number;
}

/** A mean with where its variance comes from. */
export interface EstimateInParts extends Estimate {
  readonly parts: VarianceParts;
}

/**
 * The weighted mean of values and its variance by the sample's design (DESIGN, Sampling 6 and 7; Hard).
 *
 * @param values y, one an observation of the sample
 * @param counted the observations the mean is over; all where absent. A part is a domain: what lies outside counts as 0
 *   in the clusters' spread (Särndal, Swensson and Wretman 1992, section 10.3)
 * @returns mean NaN where nothing is counted
 */
export function estimateMean(sample: Sample, values: Sequence<number>, counted?: Part): EstimateInParts {
  const mean = partMean(sample, values, counted);
  const parts = varianceParts(sample, contributionsTo(mean, sample, values, counted));
  return { mean, variance: parts.draw + parts.batch, parts };
}

/**
 * The mean of the weighted means of parts, each part counting alike, and its variance by the sample's design.
 *
 * @param parts which observations are in each; an observation may be in several
 * @returns mean NaN where there is no part, or nothing in one
 */
export function estimateMeanOfParts(
  sample: Sample,
  values: Sequence<number>,
  parts: readonly Part[],
): Estimate {
  const means = parts.map((part) => partMean(sample, values, part));
  const contributions = new Float64Array(values.length);
  parts.forEach((part, at) => {
    contributionsTo(means[at] ?? 0, sample, values, part).forEach((contribution, index) => {
      contributions[index] = (contributions.at(index) ?? 0) + contribution / parts.length;
    });
  });
  const { draw, batch } = varianceParts(
    sample,
    madeOnDemand(contributions.length, (index) => contributions[index] ?? 0),
  );
  return { mean: means.reduce((sum, mean) => sum + mean, 0) / parts.length, variance: draw + batch };
}

function partMean({ observations }: Sample, values: Sequence<number>, part: Part): number {
  const weights = madeOnDemand(observations.length, (index) =>
    isIn(part, index) ? memberAt(observations, index).weight : 0,
  );
  return weightedMean(values, weights);
}

/** What each observation adds to the mean of a part, around that mean: w (y-s) / sum(w), 0 outside of it. */
function contributionsTo(
  mean: number,
  { observations }: Sample,
  values: Sequence<number>,
  part: Part,
): Sequence<number> {
  const total = observations.reduce((sum, { weight }, index) => (isIn(part, index) ? sum + weight : sum), 0);
  return madeOnDemand(observations.length, (index) => {
    if (!isIn(part, index)) return 0;
    const { weight } = memberAt(observations, index);
    return (weight * ((values.at(index) ?? 0) - mean)) / total;
  });
}
