import type { Random } from '../../src/core/random.js';

/** A standard normal number (Box and Muller 1958). */
function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Unit vectors in random directions, row-major. */
export function randomUnitVectors(rows: number, dimensions: number, random: Random): Float32Array {
  return around(
    new Float32Array(dimensions),
    Array.from({ length: rows }, () => 0),
    dimensions,
    1,
    random,
  );
}

/**
 * Unit vectors around centres.
 *
 * @param centres row-major
 * @param centreOf the centre of each row
 * @param spread length of the random part, where a centre's is 1
 */
export function around(
  centres: Float32Array,
  centreOf: readonly number[],
  dimensions: number,
  spread: number,
  random: Random,
): Float32Array {
  const vectors = new Float32Array(centreOf.length * dimensions);
  centreOf.forEach((centre, row) => {
    const raw = Array.from(
      { length: dimensions },
      (_, d) => (centres[centre * dimensions + d] ?? 0) + (spread * gaussian(random)) / Math.sqrt(dimensions),
    );
    const norm = Math.sqrt(raw.reduce((sum, value) => sum + value * value, 0));
    vectors.set(
      raw.map((value) => value / norm),
      row * dimensions,
    );
  });
  return vectors;
}
