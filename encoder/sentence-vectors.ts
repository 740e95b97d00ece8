import type { Pooling } from './model.js';

/** A graph's output: [rows, dimensions] if it pools itself, [rows, tokens, dimensions] if it leaves that to us. */
export interface GraphOutput {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

function pool({ data, dims }: GraphOutput, pooling: Pooling): Float32Array<ArrayBuffer> {
  const [rows = 0, tokens = 0, dimensions = 0] = dims;
  const vectors = new Float32Array(rows * dimensions);
  const sum = new Float64Array(dimensions);
  const read = pooling === 'mean' ? tokens : 1;
  for (let row = 0; row < rows; row += 1) {
    sum.fill(0);
    for (let token = 0; token < read; token += 1) {
      const start = (row * tokens + token) * dimensions;
      for (let d = 0; d < dimensions; d += 1) sum[d] = (sum[d] ?? 0) + (data[start + d] ?? 0);
    }
    for (let d = 0; d < dimensions; d += 1) vectors[row * dimensions + d] = (sum[d] ?? 0) / read;
  }
  return vectors;
}

/**
 * Unit vectors of a batch without padding: pooled over the tokens where the graph has not done it, then divided by
 * their L2 norm (Reimers and Gurevych 2019, Sentence-BERT, section 3).
 *
 * @returns row-major [rows, dimensions]
 * @throws RangeError where a vector has no direction: the graph gave zeros, infinities or NaN
 */
export function unitVectors(output: GraphOutput, pooling: Pooling): Float32Array<ArrayBuffer> {
  const vectors = output.dims.length === 3 ? pool(output, pooling) : new Float32Array(output.data);
  const dimensions = output.dims.at(-1) ?? 0;
  for (let start = 0; start < vectors.length; start += dimensions) {
    const row = vectors.subarray(start, start + dimensions);
    let squares = 0;
    for (const value of row) squares += value * value;
    const norm = Math.sqrt(squares);
    if (!(norm > 0 && norm < Infinity)) throw new RangeError('The graph gave a vector without direction.');
    for (let d = 0; d < dimensions; d += 1) row[d] = (row[d] ?? 0) / norm;
  }
  return vectors;
}
