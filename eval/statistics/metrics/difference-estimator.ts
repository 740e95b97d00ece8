import { differenceEstimate } from '../difference-estimator.js';
import { shareInterval } from '../share-interval.js';
import type { Metric } from './metric.js';

/** The score by the difference estimator, which takes out the luck of how hard the drawn items are (DESIGN, Sampling 6). */
export const differenceEstimator: Metric = {
  name: 'difference-estimator',
  compute({ graded: { sample, scores }, splits }) {
    const values = scores.map((score) => score?.score ?? 0);
    const estimate = differenceEstimate(sample, values, splits);
    if (!estimate) return null;
    const weights = sample.observations.map(({ weight }) => weight);
    return { value: estimate.mean, interval: shareInterval(estimate, weights).interval };
  },
};
