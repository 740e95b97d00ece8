import { type Format, formats } from '../../src/core/schemas/item.js';
import type { SplitDesign } from '../../src/core/schemas/release-item.js';
import type { Sequence } from '../../src/core/sequence.js';
import { batchVariance } from './batch-variance.js';
import { cubicAt, fitCubic } from './cubic-fit.js';
import type { Estimate } from './estimate.js';
import type { Observation, Sample } from './sample.js';
import { samplingVariance } from './sampling-variance.js';
import { weightedMean } from './weighted-mean.js';

/**
 * The difference estimator (Särndal, Swensson and Wretman 1992, section 6.3): what a cubic in difficulty, fitted in the
 * sample, predicts for the whole pool, corrected by the sample's weighted residuals. It takes out of a score the luck of
 * how hard the drawn items are. Splits are put together by their shares of the batch.
 *
 * The variance is that of `estimateMean` with residuals in its first term, times N/(N-4) for the four coefficients.
 *
 * @param values y, one an observation of the sample
 * @param designs of the sample's splits
 * @returns null where a split lacks difficulties or totals, or has too few different difficulties for a cubic
 */
export function differenceEstimate(
  sample: Sample,
  values: readonly number[],
  designs: Readonly<Record<Format, SplitDesign>>,
): Estimate | null {
  if (sample.design !== 'pareto' || sample.batchMatched === 0) return null;
  let mean = 0;
  let sampling = 0;
  for (const format of formats) {
    const indexes = sample.observations.flatMap((observation, index) =>
      observation.format === format ? [index] : [],
    );
    if (indexes.length === 0) continue;
    const observations = sample.observations.filter((observation) => observation.format === format);
    const part = splitEstimate(
      observations,
      indexes.map((index) => values[index] ?? 0),
      designs[format],
    );
    if (!part) return null;
    const share = designs[format].batchMatched / sample.batchMatched;
    mean += share * part.mean;
    sampling += share * share * part.variance;
  }
  const weights = sample.observations.map(({ weight }) => weight);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const score = weightedMean(values, weights);
  const contributions = values.map((value, index) => ((weights[index] ?? 0) * (value - score)) / total);
  return {
    mean,
    variance: sampling + batchVariance(sample.observations, contributions, sample.batchMatched),
  };
}

/** One split's estimate, with the variance of its draw alone. */
function splitEstimate(
  observations: Sequence<Observation>,
  values: readonly number[],
  { auxiliaryTotals }: SplitDesign,
): Estimate | null {
  const n = observations.length;
  const difficulties = observations.flatMap(({ item: { difficulty } }) =>
    difficulty === null ? [] : [difficulty],
  );
  if (auxiliaryTotals === null || difficulties.length < n || n <= 4) return null;
  const weights = observations.map(({ weight }) => weight);
  const fit = fitCubic(difficulties, values, weights);
  if (!fit) return null;
  const residuals = values.map((value, index) => value - cubicAt(fit, difficulties[index] ?? 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const contributions = residuals.map((residual, index) => ((weights[index] ?? 0) * residual) / total);
  const pool =
    fit[0] + fit[1] * auxiliaryTotals.d + fit[2] * auxiliaryTotals.d2 + fit[3] * auxiliaryTotals.d3;
  return {
    mean: pool + weightedMean(residuals, weights),
    variance: (n / (n - 4)) * samplingVariance(observations, contributions),
  };
}
