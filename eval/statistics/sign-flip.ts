import { seededRandom } from '../../src/core/random.js';
import { t95 } from './student.js';

/** Whether paired differences lie above 0. */
export interface SignFlip {
  readonly n: number;
  readonly mean: number;
  /** 95 %, by Student's t; null with fewer than two differences. */
  readonly interval: [number, number] | null;
  /** One-sided: of a mean this high or higher where each difference is as likely to have the other sign. */
  readonly pValue: number;
}

const draws = 9_999;

/**
 * The sign-flip permutation test (Fisher 1935; Phipson and Smyth 2010 for the p-value, which is never 0). The same
 * differences give the same p-value.
 *
 * @param differences of pairs whose two sides could be exchanged if nothing was the matter; any range
 */
export function signFlip(differences: readonly number[]): SignFlip {
  const n = differences.length;
  const sum = differences.reduce((total, difference) => total + difference, 0);
  const sizes = differences.map(Math.abs).filter((size) => size > 0);
  const random = seededRandom(n, 'sign flips');
  let asHigh = 1;
  for (let draw = 0; draw < draws; draw += 1) {
    let flipped = 0;
    for (const size of sizes) flipped += random() < 0.5 ? size : -size;
    if (flipped >= sum - 1e-12) asHigh += 1;
  }
  const mean = n === 0 ? 0 : sum / n;
  return { n, mean, interval: meanInterval(differences, mean), pValue: asHigh / (draws + 1) };
}

function meanInterval(values: readonly number[], mean: number): [number, number] | null {
  const n = values.length;
  if (n < 2) return null;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const half = t95(n - 1) * Math.sqrt(variance / n);
  return [mean - half, mean + half];
}
