import { describe, expect, test } from 'vitest';
import { type Random, seededRandom } from '../../src/core/random.js';
import { dot } from '../nearest/dot.js';
import { takeRows } from '../nearest/rows.js';
import { around, randomUnitVectors } from '../testing/vectors.js';
import { batchOf, dimensions } from '../testing/world.js';
import { sampleBatch } from './batch-sample.js';
import { clusterCount, sphericalKMeans } from './k-means.js';
import { findTopics } from './topics.js';

const random: Random = seededRandom(3, 'clusters');

describe('sample of the batch', () => {
  const rows = 500;
  const vectors = randomUnitVectors(rows, dimensions, random);
  const counts = Array.from({ length: rows }, (_, row) => 1 + (row % 4));

  test('is the same for any order and any chunks', async () => {
    const backwards = Array.from({ length: rows }, (_, row) => rows - 1 - row);
    const moved = takeRows(vectors, dimensions, backwards);
    const movedCounts = backwards.map((row) => counts[row] ?? 0);
    const one = await sampleBatch(batchOf(vectors, counts, 500), dimensions, 60, 1);
    expect(one.weights).toHaveLength(60);
    expect(await sampleBatch(batchOf(moved, movedCounts, 13), dimensions, 60, 1)).toEqual(one);
    expect(await sampleBatch(batchOf(vectors, counts, 500), dimensions, 60, 2)).not.toEqual(one);
  });

  test('takes every row equally often', async () => {
    const seeds = 400;
    const limit = 50;
    const taken = new Float64Array(rows);
    for (let seed = 0; seed < seeds; seed += 1) {
      const tagged = Array.from({ length: rows }, (_, row) => row + 1);
      const { weights } = await sampleBatch(batchOf(vectors, tagged, 100), dimensions, limit, seed);
      for (const tag of weights) taken[tag - 1] = (taken[tag - 1] ?? 0) + 1;
    }
    const p = limit / rows;
    const statistic = taken.reduce((sum, n) => sum + (n / seeds - p) ** 2 / ((p * (1 - p)) / seeds), 0);
    // Chi-square of about 499 degrees of freedom: normal, at the level of 0.001.
    expect(Math.abs(statistic - rows) / Math.sqrt(2 * rows)).toBeLessThan(3.29);
  });

  test('is the whole batch where that is smaller', async () => {
    const all = await sampleBatch(batchOf(vectors, counts, 64), dimensions, 1000, 1);
    expect(all.weights.reduce((a, b) => a + b, 0)).toBe(counts.reduce((a, b) => a + b, 0));
  });
});

describe('spherical k-means', () => {
  const planted = 8;
  const centres = randomUnitVectors(planted, dimensions, random);
  const centreOf = Array.from({ length: 800 }, (_, row) => row % planted);
  const vectors = around(centres, centreOf, dimensions, 0.05, random);
  const weights = centreOf.map(() => 1);

  test('finds clusters that were planted', async () => {
    const centroids = await sphericalKMeans({ vectors, weights }, dimensions, planted, seededRandom(1, 'k'));
    expect(centroids).toHaveLength(planted * dimensions);
    for (let centre = 0; centre < planted; centre += 1) {
      const similarities = Array.from({ length: planted }, (_, found) =>
        dot(centres, centre, centroids, found, dimensions),
      );
      expect(Math.max(...similarities)).toBeGreaterThan(0.99);
    }
  });

  test('gives unit vectors, the same from the same random numbers', async () => {
    const run = (): Promise<Float32Array> =>
      sphericalKMeans({ vectors, weights }, dimensions, 20, seededRandom(1, 'k'));
    const centroids = await run();
    for (let row = 0; row < 20; row += 1)
      expect(dot(centroids, row, centroids, row, dimensions)).toBeCloseTo(1, 5);
    expect(await run()).toEqual(centroids);
  });

  test('finds no more clusters than rows differ', async () => {
    const copies = takeRows(vectors, dimensions, [0, 0, 1, 1, 1, 2]);
    const sample = { vectors: copies, weights: [1, 1, 1, 1, 1, 1] };
    const centroids = await sphericalKMeans(sample, dimensions, 20, seededRandom(1, 'k'));
    expect(centroids).toHaveLength(3 * dimensions);
  });

  test('a row of weight w pulls as w rows do', async () => {
    const once = { vectors: takeRows(vectors, dimensions, [0, 1]), weights: [3, 1] };
    const thrice = { vectors: takeRows(vectors, dimensions, [0, 0, 0, 1]), weights: [1, 1, 1, 1] };
    const [a, b] = [
      await sphericalKMeans(once, dimensions, 1, seededRandom(1, 'k')),
      await sphericalKMeans(thrice, dimensions, 1, seededRandom(1, 'k')),
    ];
    a.forEach((value, d) => {
      expect(value).toBeCloseTo(b[d] ?? 0, 6);
    });
  });

  test('looks for 20 to 50 clusters', () => {
    expect([10, 400, 500, 1000, 2000].map(clusterCount)).toEqual([20, 20, 25, 50, 50]);
  });
});

describe('topics', () => {
  test('hold the rows that lie together, the heaviest first and the most typical row first', async () => {
    const centres = randomUnitVectors(3, dimensions, random);
    const centreOf = Array.from({ length: 60 }, (_, row) => row % 3);
    const vectors = around(centres, centreOf, dimensions, 0.05, random);
    const weights = centreOf.map((centre) => centre + 1);
    const topics = await findTopics({ vectors, weights, dimensions, clusters: 3, seed: 1 });
    expect(topics.map(({ weight }) => weight)).toEqual([60, 40, 20]);
    expect(topics.flatMap(({ rows }) => rows).sort((a, b) => a - b)).toEqual([...centreOf.keys()]);
    for (const { rows } of topics) expect(new Set(rows.map((row) => centreOf[row])).size).toBe(1);
  });
});
