import { MixevalError, throwIfAborted } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import type { RowSampler } from '../clusters/row-sampler.js';
import type { BatchChunk } from '../draft.js';
import type { Frame } from '../frame.js';
import type { NearestIndex } from '../nearest/nearest.js';
import type { Neighbours } from '../nearest/neighbours.js';
import { takeRows } from '../nearest/rows.js';
import { countSimilarity, emptyHistogram, similarityQuantiles } from './similarity-histogram.js';

/** What the batch says of each row of the frame. Counts are whole numbers, so no order of queries changes a bit. */
export interface Matching {
  /** Queries of the batch, counts included. */
  readonly queries: number;
  /** Those among them whose best similarity reaches the floor. */
  readonly matched: number;
  /** Matched queries of each row. */
  readonly counts: Float64Array;
  /** Mean similarity of a row's matched queries, to 2^-24; 0 where there are none. */
  readonly similarity: Float64Array;
  /** The cluster that most of a row's matched queries lie in, of equals the first; -1 where there are none. */
  readonly topics: Int32Array;
  /** Of the best similarity of every query, matched or not. */
  readonly similarityQuantiles: Readonly<Record<string, number>>;
}

/** Similarities are summed in units of 2^-24: exact for half a thousand million queries a row. */
const similarityUnit = 2 ** 24;

/** The cluster with the largest count of each row of a [rows, clusters] table; -1 where all are 0. */
function largestClusters(table: Uint32Array, rows: number, clusters: number): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => {
    let best = -1;
    let most = 0;
    for (let cluster = 0; cluster < clusters; cluster += 1) {
      const count = table[row * clusters + cluster] ?? 0;
      if (count > most) {
        most = count;
        best = cluster;
      }
    }
    return best;
  });
}

/** Each chunk with its nearest items. The next chunk is read and searched while the one before is made use of. */
async function* withNearest(
  batch: AsyncIterable<BatchChunk>,
  pool: NearestIndex,
  dimensions: number,
): AsyncIterable<{ readonly chunk: BatchChunk; readonly nearest: Neighbours }> {
  let before: Promise<{ chunk: BatchChunk; nearest: Neighbours }> | undefined;
  for await (const chunk of batch) {
    checkChunk(chunk, dimensions);
    const searching = pool.search(chunk.vectors, 1).then((nearest) => ({ chunk, nearest }));
    // It fails where it is awaited; if nobody comes to that, something else has failed already.
    searching.catch(() => {});
    if (before) yield before;
    before = searching;
  }
  if (before) yield before;
}

/**
 * Matches every query of the batch to the item most similar to it (DESIGN, Matching): one index over both formats,
 * top-1, kept where the cosine reaches the floor. Streams: memory grows with the pool alone.
 *
 * @param indexes over the frame's vectors, and over the centroids of the topic clusters
 * @param clusters how many topic clusters there are
 * @param unmatched gets every query below the floor
 */
export async function matchBatch(
  frame: Frame,
  batch: () => AsyncIterable<BatchChunk>,
  indexes: { readonly pool: NearestIndex; readonly clusters: NearestIndex },
  clusters: number,
  similarityFloor: number,
  unmatched: RowSampler,
  task: LongTask = {},
): Promise<Matching> {
  const rows = frame.items.length;
  const counts = new Float64Array(rows);
  const similaritySums = new Float64Array(rows);
  const topicCounts = new Uint32Array(rows * clusters);
  const histogram = emptyHistogram();
  let queries = 0;
  let matched = 0;
  for await (const { chunk, nearest } of withNearest(batch(), indexes.pool, frame.dimensions)) {
    throwIfAborted(task.signal);
    const above: number[] = [];
    chunk.counts.forEach((count, place) => {
      const similarity = nearest.similarities[place] ?? -1;
      countSimilarity(histogram, similarity, count);
      queries += count;
      if (similarity >= similarityFloor) above.push(place);
      else {
        const { dimensions } = frame;
        const vector = chunk.vectors.subarray(place * dimensions, (place + 1) * dimensions);
        unmatched.add(vector, count, chunk.texts?.[place]);
      }
    });
    const topics = await indexes.clusters.search(takeRows(chunk.vectors, frame.dimensions, above), 1);
    above.forEach((place, at) => {
      const row = nearest.rows[place] ?? 0;
      const count = chunk.counts[place] ?? 0;
      // Rounded unit vectors can be a little longer than 1.
      const units = Math.round(Math.min(1, nearest.similarities[place] ?? 0) * similarityUnit);
      matched += count;
      counts[row] = (counts[row] ?? 0) + count;
      similaritySums[row] = (similaritySums[row] ?? 0) + count * units;
      const cell = row * clusters + (topics.rows[at] ?? 0);
      topicCounts[cell] = (topicCounts[cell] ?? 0) + count;
    });
    task.onProgress?.({ stage: 'match', done: queries, unit: 'queries' });
  }
  return {
    queries,
    matched,
    counts,
    similarity: similaritySums.map((sum, row) => sum / similarityUnit / Math.max(1, counts[row] ?? 0)),
    topics: largestClusters(topicCounts, rows, clusters),
    similarityQuantiles: similarityQuantiles(histogram),
  };
}

function checkChunk(chunk: BatchChunk, dimensions: number): void {
  if (chunk.vectors.length === chunk.counts.length * dimensions) return;
  throw new MixevalError(
    'invalid-data',
    `A chunk of the batch has ${chunk.counts.length} counts and ${chunk.vectors.length} numbers in its vectors.`,
    { next: `Give ${dimensions} numbers for each count.` },
  );
}
