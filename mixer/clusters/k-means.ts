/** Spherical k-means on the batch's embeddings: the topics of the traffic. */

import { throwIfAborted } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import type { Random } from '../../src/core/random.js';
import { dot } from '../nearest/dot.js';
import { exact, roundQueries } from '../nearest/exact.js';
import type { Neighbours } from '../nearest/neighbours.js';
import { takeRows } from '../nearest/rows.js';
import type { BatchSample } from './row-sampler.js';

type Rows = Pick<BatchSample, 'vectors' | 'weights'>;

const mostRounds = 30;
/** Once no more than this share of the rows changes its cluster, more rounds would give much the same topics. */
const settled = 0.01;

/**
 * How many clusters to look for: one for each twenty places of the smallest split, kept between 20 and 50. With more,
 * rounding a cluster's places to a whole number would move the topics' shares by more than a hundredth in all.
 */
export function clusterCount(places: number): number {
  return Math.min(50, Math.max(20, Math.round(places / 20)));
}

/** A place drawn with probability in proportion to its weight; -1 where all weights are 0. */
function drawByWeight(weights: Float64Array, random: Random): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) return -1;
  let left = random() * total;
  let last = -1;
  for (const [place, weight] of weights.entries()) {
    if (weight <= 0) continue;
    last = place;
    left -= weight;
    if (left < 0) break;
  }
  return last;
}

/** First centroids by k-means++ (Arthur and Vassilvitskii 2007); fewer than `clusters` where fewer rows differ. */
function firstCentroids(
  { vectors, weights }: Rows,
  dimensions: number,
  clusters: number,
  random: Random,
): Float32Array {
  // Half the squared distance of unit vectors, 1 - cos: 2 at most, and below this they are the same one, rounded.
  const sameVector = 1e-6;
  const distances = new Float64Array(weights.length).fill(2);
  const chosen: number[] = [];
  while (chosen.length < clusters) {
    const next = drawByWeight(
      distances.map((distance, row) => distance * (weights[row] ?? 0)),
      random,
    );
    if (next < 0) break;
    chosen.push(next);
    distances.forEach((distance, row) => {
      const from = 1 - dot(vectors, row, vectors, next, dimensions);
      distances[row] = from < sameVector ? 0 : Math.min(distance, from);
    });
  }
  return takeRows(vectors, dimensions, chosen);
}

/** The row with the `rank`-th smallest similarity to its centroid, of equals the first. */
function worstServed(similarities: Float64Array, rank: number): number {
  const order = [...similarities.keys()];
  order.sort((a, b) => (similarities[a] ?? 0) - (similarities[b] ?? 0) || a - b);
  return order[rank] ?? 0;
}

/** Weighted means of the rows nearest to each centroid, scaled to norm 1. */
function meanDirections(
  { vectors, weights }: Rows,
  { rows: nearest, similarities }: Neighbours,
  dimensions: number,
  clusters: number,
): Float32Array {
  const sums = new Float64Array(clusters * dimensions);
  const sizes = new Float64Array(clusters);
  nearest.forEach((cluster, row) => {
    const weight = weights[row] ?? 0;
    sizes[cluster] = (sizes[cluster] ?? 0) + weight;
    for (let d = 0; d < dimensions; d += 1) {
      const cell = cluster * dimensions + d;
      sums[cell] = (sums[cell] ?? 0) + weight * (vectors[row * dimensions + d] ?? 0);
    }
  });
  const centroids = new Float32Array(clusters * dimensions);
  let lost = 0;
  for (let cluster = 0; cluster < clusters; cluster += 1) {
    const start = cluster * dimensions;
    let source = sums.subarray(start, start + dimensions);
    if ((sizes[cluster] ?? 0) === 0) {
      // A centroid that has lost all its rows starts again at the row that its own centroid serves worst.
      const row = worstServed(similarities, lost++);
      source = Float64Array.from(vectors.subarray(row * dimensions, (row + 1) * dimensions));
    }
    const norm = Math.sqrt(source.reduce((sum, value) => sum + value * value, 0));
    centroids.set(
      source.map((value) => (norm > 0 ? value / norm : 0)),
      start,
    );
  }
  return centroids;
}

/**
 * Spherical k-means (Dhillon and Modha 2001): clusters of unit vectors by cosine, rows counted by their weights.
 * The same sample and random numbers give the same centroids.
 *
 * @param clusters how many to look for; fewer come back where fewer rows differ
 * @returns centroids of norm 1, row-major [clusters, dimensions]
 */
export async function sphericalKMeans(
  sample: Rows,
  dimensions: number,
  clusters: number,
  random: Random,
  task: LongTask = {},
): Promise<Float32Array> {
  let centroids = firstCentroids(sample, dimensions, clusters, random);
  const found = centroids.length / dimensions;
  const rows = roundQueries(sample.vectors, dimensions);
  let before: Int32Array = new Int32Array(sample.weights.length).fill(-1);
  for (let round = 0; round < mostRounds; round += 1) {
    throwIfAborted(task.signal);
    const index = await exact.open({ vectors: centroids, dimensions });
    const nearest = await index.searchRounded(rows, 1);
    await index.close();
    const moved = nearest.rows.filter((cluster, row) => cluster !== before[row]).length;
    if (moved <= settled * nearest.rows.length) break;
    before = nearest.rows;
    centroids = meanDirections(sample, nearest, dimensions, found);
    task.onProgress?.({ stage: 'cluster', done: round + 1, unit: 'rounds' });
  }
  return centroids;
}
