import { throwIfAborted } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import { dot } from './dot.js';
import { doubtfulUpTo } from './doubtful.js';
import { exact } from './exact.js';
import { findGraphs, indexKey, keepGraphs } from './hnsw-files.js';
import { findHnswLibrary } from './hnsw-library.js';
import { hnswSettings, shardsFor } from './hnsw-settings.js';
import { HnswShard } from './hnsw-shard.js';
import type { NearestIndex, NearestInput, NearestKind } from './nearest.js';
import { type Neighbours, noNeighbours, offer } from './neighbours.js';
import { takeRows } from './rows.js';

/** Candidates asked for beyond k, so that of equal rows the smaller one is among them. */
const spareCandidates = 3;

interface OpenShard {
  readonly firstRow: number;
  readonly rows: number;
  readonly thread: HnswShard;
}

/** Loads the graphs kept, or builds them, and keeps them if there is a place for it. */
async function fill(shards: readonly OpenShard[], input: NearestInput): Promise<void> {
  const { vectors, dimensions, indexFile } = input;
  const build = async (files: readonly string[]): Promise<void> => {
    const building = shards.map(({ thread, firstRow, rows }, shard) =>
      thread.build(vectors.slice(firstRow * dimensions, (firstRow + rows) * dimensions), files[shard]),
    );
    await Promise.all(building);
  };
  if (indexFile === undefined) return build([]);
  const key = indexKey(vectors, dimensions, shards.length, hnswSettings);
  const files = await findGraphs(indexFile, key);
  if (files === undefined) return keepGraphs(indexFile, key, shards.length, build);
  await Promise.all(shards.map(({ thread, rows }, shard) => thread.load(files[shard] ?? '', rows)));
}

/** The row ranges of the shards, each with its thread. */
function startShards({ vectors, dimensions }: NearestInput, task: LongTask): OpenShard[] {
  const total = vectors.length / dimensions;
  const count = shardsFor(total);
  const inserted = new Array<number>(count).fill(0);
  return Array.from({ length: count }, (_, shard) => {
    const firstRow = Math.floor((total * shard) / count);
    const rows = Math.floor((total * (shard + 1)) / count) - firstRow;
    const thread = new HnswShard(dimensions, hnswSettings, (done) => {
      inserted[shard] = done;
      const sum = inserted.reduce((a, b) => a + b, 0);
      task.onProgress?.({ stage: 'index', done: sum, total, unit: 'items' });
    });
    return { firstRow, rows, thread };
  });
}

/** The best rows that the graphs come by. */
async function searchGraphs(
  shards: readonly OpenShard[],
  { vectors, dimensions }: NearestInput,
  queries: Float32Array,
  k: number,
): Promise<Neighbours> {
  const candidates = k + spareCandidates;
  const found = noNeighbours(queries.length / dimensions, k);
  const answers = await Promise.all(shards.map(({ thread }) => thread.search(queries, candidates)));
  answers.forEach((rows, shard) => {
    const firstRow = shards[shard]?.firstRow ?? 0;
    rows.forEach((rowOfShard, place) => {
      if (rowOfShard < 0) return;
      const query = Math.floor(place / candidates);
      const row = firstRow + rowOfShard;
      offer(found, query, row, dot(queries, query, vectors, row, dimensions));
    });
  });
  return found;
}

/** Searches the graphs, and everything for the queries whose best row there is not similar enough to be trusted. */
async function searchWithDoubt(
  graphs: NearestIndex['search'],
  all: NearestIndex,
  doubtful: number,
  { dimensions }: NearestInput,
  queries: Float32Array,
  k: number,
): Promise<Neighbours> {
  const found = await graphs(queries, k);
  const doubted = Array.from({ length: queries.length / dimensions }, (_, query) => query).filter(
    (query) => (found.similarities[query * k] ?? 0) <= doubtful,
  );
  const sure = await all.search(takeRows(queries, dimensions, doubted), k);
  doubted.forEach((query, place) => {
    found.rows.set(sure.rows.subarray(place * k, (place + 1) * k), query * k);
    found.similarities.set(sure.similarities.subarray(place * k, (place + 1) * k), query * k);
  });
  return found;
}

/**
 * Hierarchical navigable small worlds (Malkov and Yashunin 2020) by hnswlib, in shards on threads of their own.
 * Rows are inserted in their order from one seed, so the graphs are the same every time; similarities are summed
 * again in Float64, so that they are those of `exact`. Given a sample of the queries, it learns up to which similarity
 * the graphs' answers are not to be trusted, and answers those queries by exact search.
 */
export const hnsw: NearestKind = {
  name: 'hnsw',
  async open(input, task = {}) {
    if (!findHnswLibrary()) {
      task.onWarning?.(
        'hnswlib-node is not installed here: exact search is used, which takes longer on large pools.',
      );
      return exact.open(input, task);
    }
    const { sample } = input;
    const shards = startShards(input, task);
    const close = async (): Promise<void> => {
      await Promise.all(shards.map(({ thread }) => thread.close()));
    };
    const abort = (): void => void close();
    task.signal?.addEventListener('abort', abort, { once: true });
    try {
      throwIfAborted(task.signal);
      await fill(shards, input);
    } catch (error) {
      await close();
      throwIfAborted(task.signal);
      throw error;
    } finally {
      task.signal?.removeEventListener('abort', abort);
    }
    const graphs: NearestIndex['search'] = (queries, k) => searchGraphs(shards, input, queries, k);
    if (sample === undefined) return { kind: 'hnsw', search: graphs, close };
    let all: NearestIndex | undefined;
    const closeAll = async (): Promise<void> => {
      await Promise.all([close(), all?.close()]);
    };
    try {
      const sure = await exact.open(input, task);
      all = sure;
      const doubtful = doubtfulUpTo(await graphs(sample, 1), await sure.search(sample, 1));
      if (doubtful === Number.POSITIVE_INFINITY) {
        task.onWarning?.(
          'Too few queries are near a row for graphs to save time: all are searched exactly; `--index exact` builds no graphs.',
        );
        await close();
        return sure;
      }
      return {
        kind: 'hnsw',
        search: (queries, k) => searchWithDoubt(graphs, sure, doubtful, input, queries, k),
        close: closeAll,
      };
    } catch (error) {
      await closeAll();
      throw error;
    }
  },
};
