import { availableParallelism } from 'node:os';
import { throwIfAborted } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import { dot } from './dot.js';
import type { NearestIndex, NearestInput, NearestKind } from './nearest.js';
import { type Neighbours, noNeighbours, offer } from './neighbours.js';
import { type Quantised, quantise } from './quantised.js';
import { openShortlister, queryLimit, rowLimit, type Shortlister } from './shortlist.js';
import { ShortlistThread } from './shortlist-thread.js';

/** Fewer rows than this are not worth a thread. */
const rowsPerThread = 8192;

interface Part {
  readonly firstRow: number;
  readonly shortlister: Shortlister;
}

/** The rows in as many parts as there are processors, each with its thread; few rows are searched on this one. */
async function openParts({ vectors, dimensions }: NearestInput, { signal }: LongTask): Promise<Part[]> {
  const total = vectors.length / dimensions;
  const count = Math.min(availableParallelism(), Math.floor(total / rowsPerThread));
  if (count < 2) {
    const rows = quantise(vectors, dimensions, rowLimit);
    const shortlister = await openShortlister(rows, dimensions, () => throwIfAborted(signal));
    return [{ firstRow: 0, shortlister }];
  }
  return Array.from({ length: count }, (_, part) => {
    const [firstRow, end] = [Math.floor((total * part) / count), Math.floor((total * (part + 1)) / count)];
    const rows = quantise(vectors.subarray(firstRow * dimensions, end * dimensions), dimensions, rowLimit);
    return { firstRow, shortlister: new ShortlistThread(rows, dimensions, signal) };
  });
}

/** Queries that are asked more than once. */
export interface RoundedQueries {
  /** Row-major [n, dimensions]. */
  readonly vectors: Float32Array;
  readonly rounded: Quantised;
}

/** Rounds queries as exact search needs them, which takes longer than finding their places among few rows. */
export function roundQueries(vectors: Float32Array, dimensions: number): RoundedQueries {
  return { vectors, rounded: quantise(vectors, dimensions, queryLimit) };
}

interface ExactIndex extends NearestIndex {
  /** As `search`. */
  searchRounded(queries: RoundedQueries, k: number): Promise<Neighbours>;
}

async function open(input: NearestInput, task: LongTask = {}): Promise<ExactIndex> {
  const { vectors, dimensions } = input;
  throwIfAborted(task.signal);
  const parts = await openParts(input, task);
  const searchRounded: ExactIndex['searchRounded'] = async ({ vectors: queries, rounded }, k) => {
    const found = noNeighbours(queries.length / dimensions, k);
    const finding = Promise.all(parts.map(({ shortlister }) => shortlister.find(rounded, k)));
    const lists = await finding.catch((error: unknown) => {
      throwIfAborted(task.signal);
      throw error;
    });
    lists.forEach(({ rows, ends }, part) => {
      const firstRow = parts[part]?.firstRow ?? 0;
      let place = 0;
      ends.forEach((end, query) => {
        for (; place < end; place += 1) {
          const row = firstRow + (rows[place] ?? 0);
          offer(found, query, row, dot(queries, query, vectors, row, dimensions));
        }
      });
    });
    return found;
  };
  return {
    kind: 'exact',
    search: (queries, k) => searchRounded(roundQueries(queries, dimensions), k),
    searchRounded,
    async close() {
      await Promise.all(parts.map(({ shortlister }) => shortlister.close()));
    },
  };
}

/**
 * Compares every query with every row: blocked products of small whole numbers by ONNX Runtime, whose error is bounded,
 * and of what could be best by that bound the true similarity in Float64. So nothing is missed, and neither rounding nor the
 * number of threads decides anything.
 */
export const exact = { name: 'exact', open } satisfies NearestKind;
