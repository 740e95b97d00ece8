import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kendall, meanRanks, pearson, spearman } from './correlation.js';

// Intelligence and hours of television, the textbook example of rank correlation. Values by SciPy 1.17.
const intelligence = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
const television = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];

test('without ties as SciPy: spearmanr, kendalltau, pearsonr', () => {
  expect(spearman(intelligence, television)).toBeCloseTo(-0.17575757575757575, 12);
  expect(kendall(intelligence, television)).toBeCloseTo(-0.1111111111111111, 12);
  expect(pearson(intelligence, television)).toBeCloseTo(-0.07021632602905677, 12);
});

test('with ties on both sides as SciPy', () => {
  const x = [1, 2, 2, 3, 5, 5, 5, 8];
  const y = [3, 1, 4, 4, 2, 6, 6, 5];
  expect(spearman(x, y)).toBeCloseTo(0.56531554109761, 12);
  expect(kendall(x, y)).toBeCloseTo(0.4403524229639897, 12);
  expect(pearson(x, y)).toBeCloseTo(0.5121656037173854, 12);
});

test('equal values share the mean of their ranks', () => {
  expect(meanRanks([10, 20, 20, 5])).toEqual([2, 3.5, 3.5, 1]);
});

test('what does not vary has no correlation', () => {
  for (const correlation of [pearson, spearman, kendall]) {
    expect(correlation([0.1, 0.1, 0.1], [1, 2, 3])).toBeNaN();
    expect(correlation([1, 2, 3], [7, 7, 7])).toBeNaN();
  }
});

test('order reversed turns the sign; rank correlations see order alone', () => {
  const values = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 20 });
  fc.assert(
    fc.property(values, fc.infiniteStream(fc.integer()), (x, stream) => {
      const y = x.map(() => stream.next().value);
      fc.pre(new Set(y).size > 1);
      for (const correlation of [spearman, kendall]) {
        const forth = correlation(x, y);
        expect(
          correlation(
            x.map((value) => -value),
            y,
          ),
        ).toBeCloseTo(-forth, 10);
        expect(
          correlation(
            x.map((value) => value ** 3),
            y,
          ),
        ).toBeCloseTo(forth, 10);
        expect(Math.abs(forth)).toBeLessThanOrEqual(1 + 1e-12);
      }
    }),
  );
});
