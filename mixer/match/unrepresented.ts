import { addTo } from '../../src/core/groups.js';
import type { LongTask } from '../../src/core/progress.js';
import { seededRandom } from '../../src/core/random.js';
import { sphericalKMeans } from '../clusters/k-means.js';
import type { BatchSample } from '../clusters/row-sampler.js';
import { exact } from '../nearest/exact.js';

/** Rows below the floor that are looked at, clusters that are looked for, and those that are told of. */
export const unrepresentedSample = 5_000;
const clustersSought = 40;
const clustersTold = 20;
const queriesTold = 3;

/** Traffic that the pool has no item for: its owner sees which benchmark to add. */
export interface Unrepresented {
  /** Share of the batch below the similarity floor, 0 to 1. */
  readonly share: number;
  /** Its largest clusters, the largest first. */
  readonly clusters: readonly {
    /** Share of the batch, 0 to 1. */
    readonly share: number;
    /** The queries nearest to its centre, the nearest first; none where the batch came without texts. */
    readonly queries: readonly string[];
  }[];
}

/**
 * Finds the topics of what no item is near enough to, in a sample of it.
 *
 * @param share of the whole batch that lies below the floor
 */
export async function describeUnrepresented(
  sample: BatchSample,
  share: number,
  dimensions: number,
  seed: number,
  task: LongTask = {},
): Promise<Unrepresented> {
  if (sample.weights.length === 0) return { share, clusters: [] };
  const random = seededRandom(seed, 'unrepresented');
  const { onProgress: _, ...quiet } = task;
  const centroids = await sphericalKMeans(sample, dimensions, clustersSought, random, quiet);
  const index = await exact.open({ vectors: centroids, dimensions });
  const nearest = await index.search(sample.vectors, 1);
  await index.close();
  const total = sample.weights.reduce((sum, weight) => sum + weight, 0);
  const members = new Map<number, number[]>();
  nearest.rows.forEach((cluster, row) => {
    addTo(members, cluster, row);
  });
  const clusters = [...members.values()].map((rows) => ({
    share: (share * rows.reduce((sum, row) => sum + (sample.weights[row] ?? 0), 0)) / total,
    queries: [...rows]
      .sort((a, b) => (nearest.similarities[b] ?? 0) - (nearest.similarities[a] ?? 0) || a - b)
      .slice(0, queriesTold)
      .flatMap((row) => sample.texts[row] ?? []),
  }));
  clusters.sort((a, b) => b.share - a.share);
  return { share, clusters: clusters.slice(0, clustersTold) };
}
