import { throwIfAborted } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import { dot } from './dot.js';
import { exact } from './exact.js';
import { findGraphs, indexKey, keepGraphs } from './hnsw-files.js';
import { findHnswLibrary } from './hnsw-library.js';
import { hnswSettings, shardsFor } from './hnsw-settings.js';
import { HnswShard } from './hnsw-shard.js';
import type { NearestInput, NearestKind } from './nearest.js';
import { noNeighbours, offer } from './neighbours.js';

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

/**
 * Hierarchical navigable small worlds (Malkov and Yashunin 2020) by hnswlib, in shards on threads of their own.
 * Rows are inserted in their order from one seed, so the graphs are the same every time; similarities are summed
 * again in Float64, so that they are those of `exact`.
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
    const { vectors, dimensions } = input;
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
    return {
      kind: 'hnsw',
      async search(queries, k) {
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
      },
      close,
    };
  },
};
