import { drawBatch, readQueries } from '../../corpus/index.js';
import { defaultEncoder, openEmbeddingCache, openEncoder } from '../../encoder/index.js';
import { findTopics } from '../../mixer/index.js';
import type { LongTask } from '../core/progress.js';
import type { Workspace } from '../core/workspace.js';

/** Queries that ask about one thing. */
export interface QueryCluster {
  /** Of all that was asked, 0 to 1, estimated from a sample where there are many queries. */
  readonly share: number;
  /** The queries nearest to its middle, each once. */
  readonly typical: readonly string[];
}

/** Queries that are looked at; drawn in proportion to how often they were asked where there are more. */
const sampleSize = 4_000;
/** Of fewer queries nobody needs a summary. */
const leastQueries = 100;
const mostClusters = 50;
const queriesEach = 20;
const typicalEach = 3;
const seed = 1;

/**
 * The largest clusters of the corpora's queries by the bundled encoder; none of a few queries. Embeddings are taken from
 * the workspace's cache, and kept in it.
 */
export async function queryClusters(
  workspace: Workspace,
  names: readonly string[],
  largest: number,
  task: LongTask,
): Promise<QueryCluster[]> {
  const texts: string[] = [];
  const weights: number[] = [];
  const queries = () => readQueries(workspace, names, task.signal);
  let asked = 0;
  for await (const { count } of queries()) asked += count;
  if (largest === 0 || asked < leastQueries) return [];
  const batch = await drawBatch({ queries, size: asked > sampleSize ? sampleSize : undefined, seed }, task);
  for await (const { text, count } of batch.queries()) {
    texts.push(text);
    weights.push(count);
  }
  if (texts.length < leastQueries) return [];
  const encoder = await openEncoder(defaultEncoder, task);
  try {
    const cache = await openEmbeddingCache(workspace.cache, encoder);
    try {
      const vectors = await cache.embed(texts, task);
      const clusters = Math.min(mostClusters, Math.ceil(texts.length / queriesEach));
      const topics = await findTopics(
        { vectors, weights, dimensions: encoder.dimensions, clusters, seed },
        { signal: task.signal },
      );
      return topics.slice(0, largest).map(({ weight, rows }) => ({
        share: weight / batch.total,
        typical: rows.slice(0, typicalEach).map((row) => texts[row] ?? ''),
      }));
    } finally {
      await cache.close();
    }
  } finally {
    await encoder.close();
  }
}
