import type { LongTask } from '../../src/core/progress.js';
import { seededRandom } from '../../src/core/random.js';
import { exact } from '../nearest/exact.js';
import { sphericalKMeans } from './k-means.js';

/** Rows that lie together. */
export interface Topic {
  /** The sum of its rows' weights. */
  readonly weight: number;
  /** Its rows by their similarity to its centre, the most typical first. */
  readonly rows: readonly number[];
}

export interface TopicOptions {
  /** Unit vectors, row-major [rows, dimensions]. */
  readonly vectors: Float32Array;
  /** One a row. */
  readonly weights: readonly number[];
  readonly dimensions: number;
  /** How many to look for; fewer come back where fewer rows differ. */
  readonly clusters: number;
  readonly seed: number;
}

/** The topics of some texts by spherical k-means, the heaviest first. */
export async function findTopics(
  { vectors, weights, dimensions, clusters, seed }: TopicOptions,
  task: LongTask = {},
): Promise<Topic[]> {
  const random = seededRandom(seed, 'topics');
  const centroids = await sphericalKMeans({ vectors, weights }, dimensions, clusters, random, task);
  const index = await exact.open({ vectors: centroids, dimensions });
  const nearest = await index.search(vectors, 1);
  await index.close();
  const topics = new Map<number, { weight: number; rows: number[] }>();
  for (const [row, cluster] of nearest.rows.entries()) {
    const topic = topics.get(cluster) ?? { weight: 0, rows: [] };
    topics.set(cluster, topic);
    topic.weight += weights[row] ?? 0;
    topic.rows.push(row);
  }
  const similarity = (row: number): number => nearest.similarities[row] ?? 0;
  for (const { rows } of topics.values()) rows.sort((a, b) => similarity(b) - similarity(a) || a - b);
  return [...topics.values()].sort((a, b) => b.weight - a.weight || (a.rows[0] ?? 0) - (b.rows[0] ?? 0));
}
