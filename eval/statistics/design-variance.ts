import type { Sequence } from '../../src/core/sequence.js';
import { batchVariance } from './batch-variance.js';
import { drawsVariance } from './draws-variance.js';
import type { Sample } from './sample.js';
import { samplingVariance } from './sampling-variance.js';

/** Where an estimate's variance comes from. */
export interface VarianceParts {
  /** Which items were drawn. */
  readonly draw: number;
  /** Which queries are in the batch; 0 where the draw's variance holds it already, as in an imported release. */
  readonly batch: number;
}

/**
 * The variance that the sample's design gives an estimate (DESIGN, Sampling 7; Hard). Any estimate will do whose change
 * with the sample is close to linear: a mean, a mean of means, a difference (linearisation; Särndal, Swensson and Wretman
 * 1992, section 5.5).
 *
 * @param contributions e, one an observation: what it adds to the estimate, such as w (y-s)/sum(w) to a weighted mean
 * @returns in the square of the estimate's unit
 */
export function varianceParts(sample: Sample, contributions: Sequence<number>): VarianceParts {
  const { design, observations, batchMatched } = sample;
  if (design === 'draws') return { draw: drawsVariance(observations, contributions), batch: 0 };
  return {
    draw: samplingVariance(observations, contributions),
    batch: batchVariance(observations, contributions, batchMatched),
  };
}
