import { exact } from '../../mixer/nearest/exact.js';
import { hnsw } from '../../mixer/nearest/hnsw.js';
import { findHnswLibrary } from '../../mixer/nearest/hnsw-library.js';
import { type HnswSettings, hnswSettings } from '../../mixer/nearest/hnsw-settings.js';

/** Both kinds of index beside hnswlib-node itself, on one pool and the same queries. */
export interface IndexLine {
  readonly rows: number;
  readonly queries: number;
  /** Seconds that the same graph takes hnswlib-node in one thread, and us by shards on threads. */
  readonly theirBuild: number;
  readonly ourBuild: number;
  /**
   * Seconds that the graph takes which hnswlib-node searches below: one with more links, as ours is too thin to stand alone.
   */
  readonly searchedBuild: number;
  /** hnswlib-node's search at the smallest ef of those tried that finds 99 of 100, or at the largest. */
  readonly theirEf: number;
  readonly theirRecall: number;
  readonly theirSearch: number;
  /** Exact search: opening included. */
  readonly exactSearch: number;
}

const dimensions = 384;
/** What finds most in reasonable time, of what was tried on the same vectors. */
const searched: HnswSettings = { ...hnswSettings, m: 20, efConstruction: 100 };
const efs = [100, 200, 400, 800];
const enoughRecall = 0.99;

async function timed<T>(work: () => Promise<T> | T): Promise<[T, number]> {
  const start = performance.now();
  const result = await work();
  return [result, (performance.now() - start) / 1000];
}

/**
 * @param vectors row-major [rows, 384], unit vectors
 * @param queries likewise
 */
export async function measureIndex(vectors: Float32Array, queries: Float32Array): Promise<IndexLine> {
  const rows = vectors.length / dimensions;
  const asked = queries.length / dimensions;
  const rowOf = (all: Float32Array, row: number): number[] =>
    Array.from(all.subarray(row * dimensions, (row + 1) * dimensions));
  const [best, exactSearch] = await timed(async () => {
    const index = await exact.open({ vectors, dimensions });
    const found = await index.search(queries, 1);
    await index.close();
    return found;
  });
  const [ours, ourBuild] = await timed(() => hnsw.open({ vectors, dimensions }));
  await ours.close();
  const library = findHnswLibrary();
  if (!library) throw new Error('hnswlib-node is not installed.');
  const buildTheirs = (settings: HnswSettings) =>
    timed(() => {
      const graph = new library.HierarchicalNSW('ip', dimensions);
      graph.initIndex(rows, settings.m, settings.efConstruction, settings.seed);
      for (let row = 0; row < rows; row += 1) graph.addPoint(rowOf(vectors, row), row);
      return graph;
    });
  const [, theirBuild] = await buildTheirs(hnswSettings);
  const [graph, searchedBuild] = await buildTheirs(searched);
  const search = async (ef: number) => {
    graph.setEf(ef);
    const [hits, theirSearch] = await timed(() => {
      let found = 0;
      for (let query = 0; query < asked; query += 1) {
        const [row] = graph.searchKnn(rowOf(queries, query), 1).neighbors;
        // Of equal rows either is right.
        if (row !== undefined && similar(vectors, row, queries, query, best.similarities[query] ?? 0))
          found += 1;
      }
      return found;
    });
    return { theirEf: ef, theirRecall: hits / asked, theirSearch };
  };
  let theirs = await search(efs[0] ?? 50);
  for (const ef of efs.slice(1)) {
    if (theirs.theirRecall >= enoughRecall) break;
    theirs = await search(ef);
  }
  return { rows, queries: asked, theirBuild, ourBuild, searchedBuild, ...theirs, exactSearch };
}

function similar(
  vectors: Float32Array,
  row: number,
  queries: Float32Array,
  query: number,
  best: number,
): boolean {
  let sum = 0;
  for (let side = 0; side < dimensions; side += 1) {
    sum += (vectors[row * dimensions + side] ?? 0) * (queries[query * dimensions + side] ?? 0);
  }
  return sum >= best - 1e-6;
}
