import { formats } from '../../src/core/schemas/item.js';
import type { Sequence } from '../../src/core/sequence.js';
import type { Observation } from './sample.js';

/**
 * Variance over the rows of an imported release, each row an independent draw and copies kept as weights. Of a mean it is
 * sum w (y-s)² / (W (W-1)), W = sum of copies. Each split was drawn by itself, so the two are strata, each with its own
 * mean (stratified sampling, Cochran 1977, section 5.3).
 *
 * @param contributions e, one an observation: what all its rows together add to the estimate, such as w (y-s)/W
 */
export function drawsVariance(observations: Sequence<Observation>, contributions: Sequence<number>): number {
  return formats.reduce((sum, format) => sum + splitVariance(observations, contributions, format), 0);
}

function splitVariance(
  observations: Sequence<Observation>,
  contributions: Sequence<number>,
  split: Observation['format'],
): number {
  let rows = 0;
  let sum = 0;
  let squares = 0;
  observations.forEach(({ format, weight }, index) => {
    if (format !== split) return;
    const contribution = contributions.at(index) ?? 0;
    rows += weight;
    sum += contribution;
    squares += contribution ** 2 / weight;
  });
  return rows > 1 ? (rows / (rows - 1)) * Math.max(0, squares - sum ** 2 / rows) : 0;
}
