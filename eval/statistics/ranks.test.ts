import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ranksOf } from './ranks.js';

test('models that are not told apart share a rank, also along a chain', () => {
  // Neighbours tie; first and last do not.
  const ranks = ranksOf(3, (first, second) => first === 0 && second === 2);
  expect(ranks.map(({ rank }) => rank)).toEqual([1, 1, 2]);
  expect(ranks.map(({ interval }) => interval)).toEqual([
    [1, 2],
    [1, 3],
    [2, 3],
  ]);
  expect(ranks.map(({ tiesWithAbove }) => tiesWithAbove)).toEqual([false, true, true]);
});

test('all told apart: one rank each; none: one rank for all', () => {
  expect(ranksOf(3, (first, second) => first < second).map(({ rank }) => rank)).toEqual([1, 2, 3]);
  expect(ranksOf(3, () => false).map(({ rank }) => rank)).toEqual([1, 1, 1]);
});

test('ranks never fall and lie within 1 and the number of models', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.boolean(), { minLength: 144, maxLength: 144 }),
      (count, shown) => {
        const ranks = ranksOf(
          count,
          (first, second) => first < second && (shown[12 * first + second] ?? false),
        );
        let before = 1;
        for (const { rank, interval } of ranks) {
          expect(rank).toBeGreaterThanOrEqual(before);
          expect(interval[0]).toBeLessThanOrEqual(interval[1]);
          expect(interval[1]).toBeLessThanOrEqual(count);
          before = rank;
        }
      },
    ),
  );
});
