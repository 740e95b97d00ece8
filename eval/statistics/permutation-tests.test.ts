import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.js';
import { chanceMatches } from './chance-matches.js';
import { mcnemarExact } from './mcnemar.js';
import { rankTest } from './rank-test.js';
import { signFlip } from './sign-flip.js';

/** Share of the p-values that are at most 5 %. */
function alarms(pValues: readonly number[]): number {
  return pValues.filter((p) => p <= 0.05).length / pValues.length;
}

describe('sign flips', () => {
  test('of ones agree with the exact binomial test', () => {
    // One-sided: half of McNemar's two-sided p-value.
    const { pValue } = signFlip([...Array(14).fill(1), ...Array(5).fill(-1)]);
    expect(Math.abs(pValue - mcnemarExact(14, 5) / 2)).toBeLessThan(0.01);
  });

  test('hold their level where there is nothing', () => {
    const random = seededRandom(1, 'nothing there');
    const pValues = Array.from(
      { length: 200 },
      () => signFlip(Array.from({ length: 30 }, () => random() - 0.5)).pValue,
    );
    expect(alarms(pValues)).toBeLessThan(0.1);
  });

  test('depend on order and scale in nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 12 }), (values) => {
        expect(signFlip(values.map((value) => 4 * value)).pValue).toBe(signFlip(values).pValue);
      }),
      { numRuns: 20 },
    );
  });
});

describe('ranks', () => {
  test('have the exact chance of sums of dice', () => {
    // Two dice of six sides: 11 or more in three of 36 cases, counted from 0 as 9 or more.
    expect(rankTest([5, 4], 5).pValue).toBeCloseTo(3 / 36, 12);
    expect(rankTest([0, 0], 5).pValue).toBeCloseTo(1, 12);
    expect(rankTest([9], 9).pValue).toBeCloseTo(0.1, 12);
    expect(rankTest([], 9)).toEqual({ n: 0, mean: 0.5, pValue: 1 });
  });
});

describe('matches by chance', () => {
  const rows = (answers: string, truths: string) =>
    [...answers].map((answer, at) => ({ group: '4', answer, truth: truths[at] ?? '' }));

  test('are found for what they are', () => {
    const truths = 'ABCDABCDABCDABCD';
    expect(chanceMatches(rows(truths, truths))).toMatchObject({ share: 1, expected: 0.25 });
    expect(chanceMatches(rows(truths, truths)).pValue).toBeLessThan(0.001);
  });

  test('are not seen in a habit: always B where B is mostly right', () => {
    const found = chanceMatches(rows('B'.repeat(20), `${'B'.repeat(16)}ACDA`));
    expect(found).toMatchObject({ share: 0.8, pValue: 1 });
    expect(found.expected).toBeCloseTo(0.8, 12);
  });
});
