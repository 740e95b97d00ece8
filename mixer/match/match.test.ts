import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RowSampler } from '../clusters/row-sampler.js';
import type { BatchChunk } from '../draft.js';
import { frameOf } from '../frame.js';
import { exact } from '../nearest/exact.js';
import { makeItem } from '../testing/world.js';
import { type Matching, matchBatch } from './match.js';
import {
  countSimilarity,
  emptyHistogram,
  similarityQuantile,
  similarityQuantiles,
} from './similarity-histogram.js';

// On a plane everything can be seen: items at 0, 90 and 180 degrees, clusters at 0 and 90.
const at = (...degrees: readonly number[]): Float32Array =>
  Float32Array.from(
    degrees.flatMap((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]),
  );

const items = [1, 2, 3].map((number) => makeItem('free-form', number)).sort((a, b) => (a.id < b.id ? -1 : 1));

async function match(chunks: readonly BatchChunk[], floor: number): Promise<Matching> {
  const frame = frameOf(items, at(0, 90, 180), 2);
  const pool = await exact.open({ vectors: frame.vectors, dimensions: 2 });
  const clusters = await exact.open({ vectors: at(0, 90), dimensions: 2 });
  const batch = async function* stream(): AsyncGenerator<BatchChunk> {
    yield* chunks;
  };
  return matchBatch(frame, batch, { pool, clusters }, 2, floor, new RowSampler(2, 10, 1));
}

describe('matching', () => {
  test('counts each query for its nearest item, if it is near enough', async () => {
    const matching = await match(
      [
        { vectors: at(10, 50, 80), counts: [2, 1, 3] },
        { vectors: at(270, 200), counts: [5, 1] },
      ],
      0.5,
    );
    expect([...matching.counts]).toEqual([2, 4, 1]);
    expect(matching).toMatchObject({ queries: 12, matched: 7 });
    expect(matching.similarity[1]).toBeCloseTo(
      (Math.cos((40 * Math.PI) / 180) + 3 * Math.cos((10 * Math.PI) / 180)) / 4,
      6,
    );
    expect(matching.similarityQuantiles['0']).toBeCloseTo(0, 4);
  });

  test("an item's topic is the cluster that most of its queries lie in, of equals the first", async () => {
    const matching = await match(
      [{ vectors: at(30, 44, 46, 60, 130, 100), counts: [1, 1, 1, 3, 1, 1] }],
      0.1,
    );
    // The first item has queries at 30 and 44 degrees, the second those from 46 to 130, the third none.
    expect([...matching.topics]).toEqual([0, 1, -1]);
    const tied = await match([{ vectors: at(136, 226), counts: [4, 4] }], 0.1);
    expect([...tied.topics]).toEqual([-1, -1, 0]);
  });
});

describe('similarity quantiles', () => {
  test('are those of the sorted values, to a bin', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 200 }),
        fc.constantFrom(0, 0.05, 0.25, 0.5, 0.75, 0.95, 1),
        (values, p) => {
          const histogram = emptyHistogram();
          for (const value of values) countSimilarity(histogram, value, 1);
          const sorted = [...values].sort((a, b) => a - b);
          const exactly = sorted[Math.max(0, Math.ceil(p * values.length) - 1)] ?? 0;
          expect(Math.abs(similarityQuantile(histogram, p) - exactly)).toBeLessThanOrEqual(0.000051);
        },
      ),
    );
  });

  test('there are none of nothing', () => {
    expect(similarityQuantiles(emptyHistogram())).toEqual({});
  });
});
