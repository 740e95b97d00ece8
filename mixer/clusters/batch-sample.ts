import { createHash } from 'node:crypto';
import { throwIfAborted } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import type { BatchChunk } from '../draft.js';

/** Some rows of the batch, in the order of their random keys: any beginning of it is again a random sample. */
export interface BatchSample {
  /** Row-major [rows, dimensions]. */
  readonly vectors: Float32Array;
  /** How many queries each row stands for. */
  readonly weights: readonly number[];
}

interface Candidate {
  readonly key: number;
  readonly weight: number;
  readonly vector: Float32Array;
}

/** Uniform on [0, 2^48), decided by the seed and the vector alone. */
function randomKey(seed: number, vector: Float32Array): number {
  const bytes = new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
  return createHash('sha256')
    .update(`batch-sample\u0000${seed}\u0000`)
    .update(bytes)
    .digest()
    .readUIntBE(0, 6);
}

/**
 * A simple random sample of the batch's rows in one pass: those with the smallest keys, a key being a hash of the
 * seed and the row itself ("bottom-k", Cohen and Kaplan 2007). The order of the batch decides nothing.
 *
 * @param limit the most rows to take
 */
export async function sampleBatch(
  batch: () => AsyncIterable<BatchChunk>,
  dimensions: number,
  limit: number,
  seed: number,
  task: LongTask = {},
): Promise<BatchSample> {
  let kept: Candidate[] = [];
  let largestKey = Number.POSITIVE_INFINITY;
  const prune = (): void => {
    kept.sort((a, b) => a.key - b.key || a.weight - b.weight);
    kept = kept.slice(0, limit);
    if (kept.length === limit) largestKey = kept.at(-1)?.key ?? largestKey;
  };
  for await (const { vectors, counts } of batch()) {
    throwIfAborted(task.signal);
    counts.forEach((weight, place) => {
      const vector = vectors.subarray(place * dimensions, (place + 1) * dimensions);
      const key = randomKey(seed, vector);
      if (key <= largestKey) kept.push({ key, weight, vector: vector.slice() });
    });
    if (kept.length >= 2 * limit) prune();
  }
  prune();
  const vectors = new Float32Array(kept.length * dimensions);
  kept.forEach(({ vector }, row) => {
    vectors.set(vector, row * dimensions);
  });
  return { vectors, weights: kept.map(({ weight }) => weight) };
}
