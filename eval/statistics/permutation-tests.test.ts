import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.js';
import { chanceMatches } from './chance-matches.js';
import { exchangeTest } from './exchange-test.js';
import { mcnemarExact } from './mcnemar.js';

/** Share of the p-values that are at most 5 %. */
function alarms(pValues: readonly number[]): number {
  return pValues.filter((p) => p <= 0.05).length / pValues.length;
}

describe('exchanges within groups', () => {
  test('of pairs agree with the exact binomial test', () => {
    const pair = (difference: number) => [difference, 0];
    const pairs = [...Array(14).fill(1), ...Array(5).fill(-1)].map(pair);
    // One-sided: half of McNemar's two-sided p-value.
    expect(Math.abs(exchangeTest(pairs).pValue - mcnemarExact(14, 5) / 2)).toBeLessThan(0.01);
    expect(exchangeTest(pairs)).toMatchObject({ n: 19, effect: 9 / 19 });
  });

  test('of three groups whose first value stands out among nine come once in a thousand', () => {
    const groups = [7, 20, 400].map((first) => [first, ...Array(9).fill(0)]);
    const { effect, pValue } = exchangeTest(groups);
    expect(effect).toBeCloseTo(427 / 3, 12);
    expect(Math.abs(pValue - 0.001)).toBeLessThan(0.001);
  });

  test('hold their level where there is nothing, however skewed', () => {
    const random = seededRandom(1, 'nothing there');
    const skewed = (): number => random() ** 9;
    const groups = () => Array.from({ length: 30 }, () => Array.from({ length: 6 }, skewed));
    expect(alarms(Array.from({ length: 200 }, () => exchangeTest(groups()).pValue))).toBeLessThan(0.1);
  });

  test('depend on scale and on what all values of a group share in nothing', () => {
    const group = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 12 }), (groups) => {
        const moved = groups.map((values, at) => values.map((value) => 4 * value + at));
        expect(exchangeTest(moved).pValue).toBe(exchangeTest(groups).pValue);
      }),
      { numRuns: 20 },
    );
  });

  test('of no groups, or of values that are all alike, show nothing', () => {
    expect(exchangeTest([])).toEqual({ n: 0, effect: 0, interval: null, pValue: 1 });
    expect(
      exchangeTest([
        [2, 2],
        [3, 3, 3],
      ]),
    ).toMatchObject({ effect: 0, pValue: 1 });
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
