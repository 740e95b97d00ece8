import type { EmbeddingCache } from '../encoder/index.js';
import type { BatchChunk } from '../mixer/index.js';
import type { LongTask } from '../src/core/progress.js';
import type { WildQuery } from '../src/core/schemas/wild-query.js';

/** Texts embedded at once: enough for full batches of each token length, and 12 MB at 384 dimensions. */
const chunkTexts = 8192;

/** The texts of one build: encoded once with progress over all of them, then streamed from the cache. */
export interface BuildEmbeddings {
  /** Row-major [pool, dimensions]. */
  readonly pool: Float32Array;
  /** The batch from its beginning. */
  batch(): AsyncGenerator<BatchChunk>;
  /** Texts that were new, and texts that were in the cache. */
  readonly encoded: number;
  readonly reused: number;
}

/**
 * Embeds the pool and then every query of the batch. Of the batch nothing is held: what is new goes to the cache.
 *
 * @param poolTexts in the pool's order
 * @param queries in a fixed order
 */
export async function embedAll(
  cache: EmbeddingCache,
  poolTexts: readonly string[],
  queries: readonly WildQuery[],
  task: LongTask,
): Promise<BuildEmbeddings> {
  const total = poolTexts.length + queries.length;
  const embed = (texts: readonly string[], before: number): Promise<Float32Array> =>
    cache.embed(texts, {
      ...task,
      // The cache counts what is new among these texts; the rest is there already.
      onProgress: ({ done, total: missing = texts.length, unit, ...event }) =>
        task.onProgress?.({ ...event, unit: 'texts', done: before + texts.length - missing + done, total }),
    });
  const pool = await embed(poolTexts, 0);
  for (let start = 0; start < queries.length; start += chunkTexts) {
    const chunk = queries.slice(start, start + chunkTexts);
    await embed(
      chunk.map(({ text }) => text),
      poolTexts.length + start,
    );
  }
  task.onProgress?.({ stage: 'encode', done: total, total, unit: 'texts' });
  const { encoded, reused } = cache;
  async function* batch(): AsyncGenerator<BatchChunk> {
    for (let start = 0; start < queries.length; start += chunkTexts) {
      const chunk = queries.slice(start, start + chunkTexts);
      const vectors = await cache.embed(
        chunk.map(({ text }) => text),
        { signal: task.signal },
      );
      yield { vectors, counts: chunk.map(({ count }) => count) };
    }
  }
  return { pool, batch, encoded, reused };
}
