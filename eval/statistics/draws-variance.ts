import { formats } from '../../src/core/schemas/item.js';
import type { Observation } from './sample.js';

/**
 * Variance of the mean over the rows of an imported release, each row an independent draw and copies kept as weights:
 * sum w (y-s)² / (W (W-1)), W = sum of copies. Each split was drawn by itself, so the two are put together by their
 * shares of the rows (stratified sampling, Cochran 1977, section 5.3).
 *
 * @param values y, one an observation
 * @param counted which observations the mean is over
 */
export function drawsVariance(
  observations: readonly Observation[],
  values: readonly number[],
  counted: readonly boolean[],
): number {
  const parts = formats.map((format) => splitMoments(observations, values, counted, format));
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  if (rows === 0) return 0;
  return (
    parts.reduce((sum, part) => sum + (part.rows > 1 ? (part.squares * part.rows) / (part.rows - 1) : 0), 0) /
    rows ** 2
  );
}

function splitMoments(
  observations: readonly Observation[],
  values: readonly number[],
  counted: readonly boolean[],
  format: Observation['format'],
): { rows: number; squares: number } {
  let rows = 0;
  let sum = 0;
  const each = (visit: (weight: number, value: number) => void): void =>
    observations.forEach((observation, index) => {
      if (observation.format === format && counted[index]) visit(observation.weight, values[index] ?? 0);
    });
  each((weight, value) => {
    rows += weight;
    sum += weight * value;
  });
  const mean = sum / rows;
  let squares = 0;
  each((weight, value) => {
    squares += weight * (value - mean) ** 2;
  });
  return { rows, squares };
}
