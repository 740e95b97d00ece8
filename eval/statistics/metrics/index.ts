import { registryOf } from '../../../src/core/registry.js';
import { differenceEstimator } from './difference-estimator.js';
import { macroMean } from './macro-mean.js';
import type { Metric } from './metric.js';
import { mixevalOverall } from './mixeval-overall.js';

/** Every metric that stands in a summary beside the score. */
export const metrics = registryOf<Metric>('metric', [differenceEstimator, macroMean, mixevalOverall]);
