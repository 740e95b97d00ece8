import { throwIfAborted } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import type { BatchChunk } from '../draft.js';
import { type BatchSample, RowSampler } from './row-sampler.js';

/**
 * A simple random sample of the batch's rows, whatever order they come in.
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
  const sampler = new RowSampler(dimensions, limit, seed);
  for await (const { vectors, counts } of batch()) {
    throwIfAborted(task.signal);
    counts.forEach((weight, place) => {
      sampler.add(vectors.subarray(place * dimensions, (place + 1) * dimensions), weight);
    });
  }
  return sampler.sample();
}
