import { join } from 'node:path';
import {
  type Batch,
  drawBatch,
  listPools,
  mergeNearDuplicates,
  readPool,
  readQueries,
} from '../corpus/index.js';
import { type Encoder, embeddingCacheFolder, openEmbeddingCache, openEncoder } from '../encoder/index.js';
import { takeRows } from '../mixer/index.js';
import { MixevalError } from '../src/core/errors.js';
import { type LongTask, timed } from '../src/core/progress.js';
import { type Item, itemText } from '../src/core/schemas/item.js';
import type { Workspace } from '../src/core/workspace.js';
import type { AskedParameters, BuildOptions } from './build-options.js';
import { type CorpusEmbeddings, embedCorpus } from './embed-corpus.js';

/** What releases are drawn from: pool and batch, read and embedded. */
export interface PreparedCorpus {
  readonly pool: Awaited<ReturnType<typeof readPool>>;
  /** The pool without questions that say the same in almost the same words. */
  readonly items: readonly Item[];
  /** Row-major [items, dimensions], unit vectors. */
  readonly vectors: Float32Array;
  /** Items that went into others because they say the same. */
  readonly merged: number;
  readonly batch: Batch;
  readonly embedded: CorpusEmbeddings;
  readonly encoder: Pick<Encoder, 'name' | 'checksum' | 'dimensions' | 'similarityFloor'>;
  /** Where the pool's index is kept. */
  readonly indexFile: string;
}

/** The options of a build that say what it is made from. */
export type CorpusOptions = Pick<BuildOptions, 'workspace' | 'pools' | 'queries' | 'licences' | 'encoder'>;

/**
 * Reads and embeds pool and batch, what is new in them, and keeps the embeddings open while they are used. Adds to
 * `seconds`: `read`, `encode`, `merge`.
 *
 * @throws MixevalError `too-few` where there are no queries or no items; `locked`; `interrupted`: what was encoded is kept
 */
export async function withCorpus<T>(
  options: CorpusOptions,
  asked: Pick<AskedParameters, 'batch' | 'seed'>,
  seconds: Record<string, number>,
  task: LongTask,
  use: (corpus: PreparedCorpus) => Promise<T>,
): Promise<T> {
  const { pool, batch } = await timed(seconds, 'read', () => readCorpus(options, asked, task));
  const encoder = await timed(seconds, 'encode', () => openEncoder(options.encoder, task));
  try {
    const { cache: folder } = options.workspace;
    const cache = await openEmbeddingCache(folder, encoder);
    try {
      const texts = pool.items.map(itemText);
      const embedded = await timed(seconds, 'encode', () => embedCorpus(cache, texts, batch, task));
      const twins = await timed(seconds, 'merge', () => mergeTwins(pool.items, embedded.pool, encoder));
      const indexFile = join(embeddingCacheFolder(folder, encoder), 'pool.index');
      return await use({ pool, batch, embedded, encoder, indexFile, ...twins });
    } finally {
      await cache.close();
    }
  } finally {
    await encoder.close();
  }
}

async function readCorpus(
  { workspace, pools, licences, queries: names }: CorpusOptions,
  { batch: size, seed }: Pick<AskedParameters, 'batch' | 'seed'>,
  task: LongTask,
) {
  const pool = await readPool(workspace, { names: pools, licences }, task);
  if (pool.items.length === 0) throw await noItems(workspace, licences);
  const queries = () => readQueries(workspace, names, task.signal);
  return { pool, batch: await drawBatch({ queries, size: size ?? undefined, seed }, task) };
}

/** The pool without questions that say the same in almost the same words, which takes embeddings to see. */
function mergeTwins(all: readonly Item[], vectors: Float32Array, { dimensions }: Encoder) {
  const { items, rows, merged } = mergeNearDuplicates(all, vectors, dimensions);
  return merged === 0
    ? { items: all, vectors, merged }
    : { items, vectors: takeRows(vectors, dimensions, rows), merged };
}

async function noItems(workspace: Workspace, licences: CorpusOptions['licences']): Promise<MixevalError> {
  const known = [...new Set((await listPools(workspace)).map(({ licence }) => licence))];
  if (licences === undefined || known.length === 0) {
    return new MixevalError('too-few', 'The pool is empty: there is no item to draw.', {
      next: 'Add benchmark items with `mixeval pool add NAME`.',
    });
  }
  return new MixevalError('too-few', `No item is under ${licences.join(' or ')}: there is none to draw.`, {
    next: `Licences here, as \`mixeval pool list\` shows them: ${known.sort().join('; ')}.`,
    details: { licences, known },
  });
}
