import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.js';
import { RowSampler } from '../clusters/row-sampler.js';
import { around, randomUnitVectors } from '../testing/vectors.js';
import { describeUnrepresented } from './unrepresented.js';

const dimensions = 16;
const topics = 30;

/** Queries around topics, the first topic asked for most. */
function sampleOf(queries: number): { sampler: RowSampler; topicOf: number[] } {
  const random = seededRandom(1, 'unrepresented');
  const centres = randomUnitVectors(topics, dimensions, random);
  const topicOf = Array.from({ length: queries }, () => Math.floor(topics * random() ** 3));
  const vectors = around(centres, topicOf, dimensions, 0.15, random);
  const sampler = new RowSampler(dimensions, 2000, 1);
  topicOf.forEach((topic, row) => {
    sampler.add(vectors.subarray(row * dimensions, (row + 1) * dimensions), 1, `topic ${topic}`);
  });
  return { sampler, topicOf };
}

describe('unrepresented traffic', async () => {
  const { sampler } = sampleOf(1500);
  const told = await describeUnrepresented(sampler.sample(), 0.3, dimensions, 1);

  test('has at most twenty clusters, the largest first, which are parts of its share', () => {
    expect(told.share).toBe(0.3);
    expect(told.clusters.length).toBeLessThanOrEqual(20);
    const shares = told.clusters.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(0.3 + 1e-12);
    expect(shares[0]).toBeGreaterThan(0.02);
  });

  test('shows typical queries: those of one cluster are of one topic', () => {
    for (const { queries } of told.clusters.slice(0, 5)) {
      expect(queries).toHaveLength(3);
      expect(new Set(queries).size).toBe(1);
    }
  });

  test('nothing below the floor is no clusters', async () => {
    const none = new RowSampler(dimensions, 10, 1).sample();
    expect(await describeUnrepresented(none, 0, dimensions, 1)).toEqual({ share: 0, clusters: [] });
  });
});
