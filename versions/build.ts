import { join } from 'node:path';
import { drawBatch, mergeNearDuplicates, readPool, readQueries } from '../corpus/index.js';
import {
  type EmbeddingCache,
  type Encoder,
  embeddingCacheFolder,
  openEmbeddingCache,
  openEncoder,
} from '../encoder/index.js';
import { mix } from '../mixer/index.js';
import { MixevalError } from '../src/core/errors.js';
import { sha256 } from '../src/core/hash.js';
import { safeName } from '../src/core/names.js';
import { type LongTask, timed } from '../src/core/progress.js';
import { type Item, itemText } from '../src/core/schemas/item.js';
import type { ItemResult } from '../src/core/schemas/item-result.js';
import { type AskedParameters, askedParameters, type BuildOptions } from './build-options.js';
import { embedCorpus } from './embed-corpus.js';
import { type BuildFacts, type BuildParameters, type BuiltManifest, dayOf } from './manifest.js';
import { earlierReleases, nextOrdinal, overlaps } from './series.js';
import { tally } from './splits.js';
import { ownsRelease } from './store.js';
import { withVersionLock } from './version-lock.js';
import { canaryOf, type ReleaseFacts, writeRelease } from './write.js';

export interface BuildReport {
  readonly version: string;
  readonly path: string;
  readonly counts: BuiltManifest['counts'];
  readonly manifest: BuiltManifest;
  /** By stage: `read`, `encode`, those of the mixer, `write`. */
  readonly seconds: Readonly<Record<string, number>>;
  /** Texts that were encoded now, and texts whose embeddings were there. */
  readonly encodedTexts: number;
  readonly reusedTexts: number;
}

/**
 * Builds a release from the workspace's corpus: draws the batch, encodes what is new, matches, samples, writes. Equal
 * inputs, seed and kind of machine give equal bytes.
 *
 * @throws MixevalError `exists`; `too-few` where there are no queries, no items, or fewer items than places, saying what
 *   is possible; `locked`; `interrupted`: what was encoded is kept
 */
export async function buildRelease(options: BuildOptions, task: LongTask = {}): Promise<BuildReport> {
  const version = safeName(options.version, 'version');
  const date = dayOf(version, options.date);
  const asked = askedParameters(options);
  return withVersionLock(options.workspace, version, 'build', async () => {
    if (await ownsRelease(options.workspace, version)) throw taken(version);
    const seconds: Record<string, number> = {};
    const corpus = await timed(seconds, 'read', () => readCorpus(options, asked, task));
    const encoder = await timed(seconds, 'encode', () => openEncoder(options.encoder, task));
    try {
      const cache = await openEmbeddingCache(options.workspace.cache, encoder);
      try {
        return await buildFrom({ corpus, encoder, cache, asked, date, seconds }, options, task);
      } finally {
        await cache.close();
      }
    } finally {
      await encoder.close();
    }
  });
}

interface Parts {
  readonly corpus: Awaited<ReturnType<typeof readCorpus>>;
  readonly encoder: Encoder;
  readonly cache: EmbeddingCache;
  readonly asked: AskedParameters;
  readonly date: string | null;
  readonly seconds: Record<string, number>;
}

async function buildFrom(
  { corpus: { pool, batch }, encoder, cache, asked, date, seconds }: Parts,
  options: BuildOptions,
  task: LongTask,
): Promise<BuildReport> {
  const { workspace, version } = options;
  const earlier = await earlierReleases(workspace, task);
  const ordinal = nextOrdinal(earlier);
  const { seed, ...given } = asked;
  const parameters: BuildParameters = {
    ...given,
    similarityFloor: given.similarityFloor ?? encoder.similarityFloor,
  };
  const texts = pool.items.map(itemText);
  const embedded = await timed(seconds, 'encode', () => embedCorpus(cache, texts, batch, task));
  const { items, vectors, merged } = await timed(seconds, 'merge', () =>
    mergeTwins(pool.items, embedded.pool, encoder, cache, task),
  );
  const inPool = new Set(items.map(({ id }) => id));
  const results = options.results.filter(({ item }) => inPool.has(item));
  const draft = await mix(
    {
      pool: items,
      poolVectors: vectors,
      dimensions: encoder.dimensions,
      batch: embedded.batch,
      results,
      parameters: {
        ...parameters,
        seed,
        ordinal,
        canary: canaryOf(version, pool.hash),
        indexFile: join(embeddingCacheFolder(workspace.cache, encoder), 'pool.index'),
      },
    },
    task,
  );
  Object.assign(seconds, draft.report.seconds);
  warnOfPoorRecall(draft.report.indexRecall, task);
  const { folder, manifest } = await timed(seconds, 'write', async () => {
    const facts: ReleaseFacts = {
      version,
      date,
      overlap: await overlaps(workspace, earlier, draft.splits),
      seed,
      ordinal,
      parameters,
      encoder: { name: encoder.name, checksum: encoder.checksum },
      pool: {
        hash: pool.hash,
        items: items.length,
        merged: pool.merged + merged,
        contradicted: pool.contradicted,
        byBenchmark: tally(items.map((item) => item.benchmark_name)),
      },
      batch: {
        hash: batch.hash,
        queries: batch.total,
        distinct: batch.distinct,
        corpusQueries: batch.corpusTotal,
        ...batch.mix,
      },
      results: describeResults(results),
    };
    return writeRelease(workspace, draft, facts, task);
  });
  return {
    version,
    path: folder,
    counts: manifest.counts,
    manifest,
    seconds,
    encodedTexts: embedded.encoded,
    reusedTexts: embedded.reused,
  };
}

async function readCorpus({ workspace, ...options }: BuildOptions, asked: AskedParameters, task: LongTask) {
  const pool = await readPool(workspace, { names: options.pools, licences: options.licences }, task);
  if (pool.items.length === 0) {
    throw new MixevalError('too-few', 'The pool is empty: there is no item to draw.', {
      next: 'Add benchmark items with `mixeval pool add NAME`.',
    });
  }
  const queries = () => readQueries(workspace, options.queries, task.signal);
  return { pool, batch: await drawBatch({ queries, size: options.batch, seed: asked.seed }, task) };
}

/** The pool without questions that say the same in almost the same words, which takes embeddings to see. */
async function mergeTwins(
  all: readonly Item[],
  vectors: Float32Array,
  { dimensions }: Encoder,
  cache: EmbeddingCache,
  { signal }: LongTask,
) {
  const { items, merged } = mergeNearDuplicates(all, vectors, dimensions);
  if (merged === 0) return { items: all, vectors, merged };
  return { items, vectors: await cache.embed(items.map(itemText), { signal }), merged };
}

/** The hash does not depend on the order in which results came in. */
function describeResults(results: readonly ItemResult[]): BuildFacts['results'] {
  const lines = results.map(({ subject, item, score }) => JSON.stringify([item, subject, score])).sort();
  return {
    hash: sha256(lines.join('\n')),
    records: results.length,
    subjects: new Set(results.map(({ subject }) => subject)).size,
    bySubject: tally(results.map(({ subject }) => subject)),
  };
}

function taken(version: string): MixevalError {
  return new MixevalError(
    'exists',
    `There is a release "${version}" already, and a release is never changed.`,
    {
      next: 'Choose another --version.',
      details: { version },
    },
  );
}

/** Below this share of queries that find their nearest item, exact search is worth its time. */
const enoughRecall = 0.99;

function warnOfPoorRecall({ recallAt1 }: { readonly recallAt1: number }, { onWarning }: LongTask): void {
  if (recallAt1 >= enoughRecall) return;
  onWarning?.(
    `The index finds the nearest item of ${(100 * recallAt1).toFixed(1)} % of the queries; \`--index exact\` finds it for all.`,
  );
}
