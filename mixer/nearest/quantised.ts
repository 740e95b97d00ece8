/** Vectors as small whole numbers, each with its own step, and how far that is from the truth. */
export interface Quantised {
  /** Row-major [rows, dimensions], from -limit to limit. */
  readonly values: Int8Array;
  /** What 1 stands for, in each row. */
  readonly steps: Float64Array;
  /** The largest Euclidean distance of a vector from what its numbers stand for. */
  readonly error: number;
  /** The largest Euclidean norm of a vector. */
  readonly norm: number;
}

/**
 * Rounds each row to whole numbers from -limit to limit.
 *
 * @param vectors row-major [rows, dimensions]
 * @param limit 1 to 127
 */
export function quantise(vectors: Float32Array, dimensions: number, limit: number): Quantised {
  const rows = vectors.length / dimensions;
  const values = new Int8Array(vectors.length);
  const steps = new Float64Array(rows);
  let error = 0;
  let norm = 0;
  for (let row = 0; row < rows; row += 1) {
    const first = row * dimensions;
    let largest = 0;
    for (let at = first; at < first + dimensions; at += 1) {
      largest = Math.max(largest, Math.abs(vectors[at] ?? 0));
    }
    const step = largest === 0 ? 1 : largest / limit;
    const stepsIn1 = 1 / step;
    let squaredError = 0;
    let squaredNorm = 0;
    for (let at = first; at < first + dimensions; at += 1) {
      const truth = vectors[at] ?? 0;
      const value = Math.round(truth * stepsIn1);
      const off = truth - value * step;
      values[at] = value;
      squaredError += off * off;
      squaredNorm += truth * truth;
    }
    steps[row] = step;
    error = Math.max(error, Math.sqrt(squaredError));
    norm = Math.max(norm, Math.sqrt(squaredNorm));
  }
  return { values, steps, error, norm };
}

/**
 * How far the product of two quantised vectors can be from that of the vectors themselves, by Cauchy and Schwarz:
 * |<a, b> - <a', b'>| = |<a - a', b'> + <a, b - b'>| <= error_a (norm_b + error_b) + norm_a error_b.
 */
export function productError(
  a: Pick<Quantised, 'error' | 'norm'>,
  b: Pick<Quantised, 'error' | 'norm'>,
): number {
  return a.error * (b.norm + b.error) + a.norm * b.error;
}
