import { describe, expect, test } from 'vitest';
import { mix } from './index.js';
import { batchOf, dimensions, makeItem, parameters } from './testing/world.js';

/** Unit vectors along the axes. */
function axes(...places: readonly number[]): Float32Array {
  const vectors = new Float32Array(places.length * dimensions);
  places.forEach((axis, row) => {
    vectors[row * dimensions + axis] = 1;
  });
  return vectors;
}

const pool = [0, 1, 2].map((number) => makeItem('free-form', number));
const small = { ...parameters, size: 1, hardSize: 0 };

describe('the smallest worlds', () => {
  test('one item, one query: the item stands for it', async () => {
    const [item] = pool;
    if (!item) throw new Error('There is one.');
    const { splits, report } = await mix({
      ...{ pool: [item], poolVectors: axes(0), dimensions, results: [] },
      ...{ batch: batchOf(axes(0), [1], 1), parameters: small },
    });
    expect(splits.mixeval?.['free-form'].items).toMatchObject([{ id: item.id, weight: 1, pi: 1 }]);
    expect(report).toMatchObject({ batchQueries: 1, matchedShare: 1, clusters: 1, effectivePoolSize: 1 });
    expect(report.unrepresented).toEqual({ share: 0, clusters: [] });
  });

  test('all queries on one item: it stands for all of them, and is all there is', async () => {
    const world = {
      ...{ pool, poolVectors: axes(0, 1, 2), dimensions, results: [] },
      batch: batchOf(axes(1, 1, 1), [2, 3, 4], 2),
    };
    const { splits } = await mix({ ...world, parameters: small });
    expect(splits.mixeval?.['free-form'].items).toMatchObject([{ weight: 9, pi: 1 }]);
    await expect(mix({ ...world, parameters: { ...small, size: 2 } })).rejects.toMatchObject({
      code: 'too-few',
      next: expect.stringContaining('--size 1 or less'),
    });
  });

  test('one query among many items: only its own can be drawn', async () => {
    const { splits } = await mix({
      ...{ pool, poolVectors: axes(0, 1, 2), dimensions, results: [] },
      ...{ batch: batchOf(axes(2), [1], 1), parameters: small },
    });
    expect(splits.mixeval?.['free-form'].items).toHaveLength(1);
  });
});
