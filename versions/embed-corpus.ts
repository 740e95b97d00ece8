import type { Batch } from '../corpus/index.js';
import type { EmbeddingCache } from '../encoder/index.js';
import type { BatchChunk } from '../mixer/index.js';
import type { LongTask } from '../src/core/progress.js';

/** Texts embedded at once: enough for full batches of each token length, and 12 MB at 384 dimensions. */
const chunkTexts = 8192;

/** The texts of one build, all of them in the cache. */
export interface CorpusEmbeddings {
  /** Row-major [pool, dimensions]. */
  readonly pool: Float32Array;
  /** Streams the batch from its beginning; may be called again. */
  batch(): AsyncGenerator<BatchChunk>;
  /** Texts that were new, and texts that were in the cache. */
  readonly encoded: number;
  readonly reused: number;
}

/**
 * Embeds the pool and then every query of the batch, of which nothing is held: what is new goes to the cache.
 *
 * @param poolTexts in the pool's order
 */
export async function embedCorpus(
  cache: EmbeddingCache,
  poolTexts: readonly string[],
  batch: Pick<Batch, 'queries' | 'distinct'>,
  task: LongTask,
): Promise<CorpusEmbeddings> {
  const total = poolTexts.length + batch.distinct;
  let before = 0;
  const add = async (texts: readonly string[]): Promise<void> => {
    await cache.add(texts, {
      ...task,
      // The cache tells of what is new among these texts; the rest is there already.
      onProgress: ({ done, total: missing = texts.length, ...event }) =>
        task.onProgress?.({ ...event, done: before + texts.length - missing + done, total, unit: 'texts' }),
    });
    before += texts.length;
    task.onProgress?.({ stage: 'encode', done: before, total, unit: 'texts' });
  };
  await add(poolTexts);
  for await (const { texts } of chunks(batch)) await add(texts);
  const { encoded, reused } = cache;
  return {
    pool: await cache.embed(poolTexts, { signal: task.signal }),
    encoded,
    reused,
    async *batch() {
      for await (const { texts, counts } of chunks(batch)) {
        yield { vectors: await cache.embed(texts, { signal: task.signal }), counts, texts };
      }
    },
  };
}

interface Chunk {
  readonly texts: string[];
  readonly counts: number[];
}

async function* chunks({ queries }: Pick<Batch, 'queries'>): AsyncGenerator<Chunk> {
  let chunk: Chunk = { texts: [], counts: [] };
  for await (const { text, count } of queries()) {
    chunk.texts.push(text);
    chunk.counts.push(count);
    if (chunk.texts.length < chunkTexts) continue;
    yield chunk;
    chunk = { texts: [], counts: [] };
  }
  if (chunk.texts.length > 0) yield chunk;
}
