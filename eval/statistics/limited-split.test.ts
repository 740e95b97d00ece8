import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom, shuffled } from '../../src/core/random.js';
import type { Design, Split, SplitView } from '../../src/core/schemas/release-item.js';
import { limitedSplit } from './limited-split.js';
import { freeFormItem } from './sample.fixture.js';

function splitOf(weights: readonly number[], design: Design = 'pareto'): Split {
  return {
    design,
    batchMatched: 1000,
    auxiliaryTotals: null,
    items: weights.map((weight, place) =>
      freeFormItem(place, { weight, pi: design === 'draws' ? null : 0.5 }),
    ),
  };
}

const idsOf = (split: SplitView): string[] => split.items.map(({ id }) => id);

const someWeights = fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), {
  minLength: 1,
  maxLength: 30,
});

test('no limit leaves a split as it is, and a smaller limit asks nothing that a larger one does not', () => {
  fc.assert(
    fc.property(someWeights, (weights) => {
      const split = splitOf(weights);
      expect(limitedSplit(split, null)).toBe(split);
      weights.forEach((_, index) => {
        const part = idsOf(limitedSplit(split, index + 1));
        expect(part).toHaveLength(index + 1);
        expect(idsOf(limitedSplit(split, index + 2))).toEqual(expect.arrayContaining(part));
      });
    }),
  );
});

test('equal weights give the first items of the file, and all items their own weights', () => {
  const split = splitOf(Array.from({ length: 9 }, () => 2));
  expect(idsOf(limitedSplit(split, 4))).toEqual(idsOf(split).slice(0, 4));
  expect(limitedSplit(split, 4).items.at(0)).toMatchObject({ pi: (0.5 * 4) / 9, weight: (2 * 9) / 4 });
  expect([...limitedSplit(split, 100).items]).toEqual(split.items);
});

test('an item of more than a place of the traffic is always asked, and keeps its weight', () => {
  const random = seededRandom(3, 'limited');
  for (let turn = 0; turn < 50; turn += 1) {
    const { items } = limitedSplit(
      splitOf(shuffled([200, ...Array.from({ length: 99 }, () => 1)], random)),
      10,
    );
    expect(items.filter(({ weight, pi }) => weight === 200 && pi === 0.5)).toHaveLength(1);
  }
});

test('weights of a part sum to those of the whole on average', () => {
  const random = seededRandom(3, 'limited');
  const weights = Array.from({ length: 60 }, (_, place) => 1 + (place % 7) ** 2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  for (let turn = 0; turn < 400; turn += 1) {
    for (const { weight } of limitedSplit(splitOf(shuffled(weights, random)), 12).items) sum += weight;
  }
  expect(sum / 400 / total).toBeGreaterThan(0.98);
  expect(sum / 400 / total).toBeLessThan(1.02);
});

test('a part of an imported release is drawn from its rows', () => {
  const part = limitedSplit(splitOf([1, 1, 2, 4], 'draws'), 2);
  expect(part).toMatchObject({ design: 'pareto', batchMatched: 1000 });
  for (const { pi, weight } of part.items) expect([0.25, 0.5, 1]).toContain((weight * (pi ?? 0)) / 4);
});
