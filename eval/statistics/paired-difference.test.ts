import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairedDifference } from './paired-difference.js';
import { emptySplit, freeFormItem } from './sample.fixture.js';
import { sampleOf } from './sample.js';

function sampleOfWeights(weights: readonly number[], pi: number): ReturnType<typeof sampleOf> {
  return sampleOf({
    'free-form': {
      design: 'pareto',
      batchMatched: 1000,
      auxiliaryTotals: null,
      items: weights.map((weight, index) => freeFormItem(index, { weight, pi })),
    },
    'multiple-choice': emptySplit,
  });
}

const pair = fc.record({
  weight: fc.double({ min: 0.1, max: 10, noNaN: true }),
  a: fc.double({ min: 0, max: 1, noNaN: true }),
  b: fc.double({ min: 0, max: 1, noNaN: true }),
});

test('turning the pair round turns the sign and nothing else', () => {
  fc.assert(
    fc.property(fc.array(pair, { minLength: 2, maxLength: 40 }), (pairs) => {
      const sample = sampleOfWeights(
        pairs.map(({ weight }) => weight),
        0.4,
      );
      const a = pairs.map((row) => row.a);
      const b = pairs.map((row) => row.b);
      const forth = pairedDifference(sample, a, b);
      const back = pairedDifference(sample, b, a);
      expect(back.difference).toBeCloseTo(-forth.difference, 12);
      expect(back.interval[0]).toBeCloseTo(-forth.interval[1], 12);
      expect(back.pValue).toBeCloseTo(forth.pValue, 12);
      expect(forth.interval[0]).toBeLessThanOrEqual(forth.difference);
      expect(forth.interval[1]).toBeGreaterThanOrEqual(forth.difference);
    }),
  );
});

test('a model against itself: no difference, and no certainty that there is none', () => {
  const same = [1, 0, 1, 1, 0.5];
  const { difference, interval, pValue } = pairedDifference(
    sampleOfWeights([1, 2, 3, 4, 5], 0.5),
    same,
    same,
  );
  expect(difference).toBe(0);
  expect(pValue).toBe(1);
  expect(interval[0]).toBeLessThan(0);
  expect(interval[1]).toBeGreaterThan(0);
});

test('the exact McNemar test only where all weights are equal and scores are 0 or 1', () => {
  const a = [1, 1, 1, 1, 1, 1, 1, 1, 0, 1];
  const b = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1];
  const equal = pairedDifference(
    sampleOfWeights(
      a.map(() => 2),
      0.5,
    ),
    a,
    b,
  );
  // SciPy 1.17, binomtest(1, 9).pvalue.
  expect(equal.pValue).toBeCloseTo(0.0390625, 10);
  expect(equal.test).toBe('mcnemar');
  const partial = pairedDifference(
    sampleOfWeights(
      a.map(() => 2),
      0.5,
    ),
    [0.5, ...a.slice(1)],
    b,
  );
  expect(partial.test).toBe('design');
  const weighted = pairedDifference(
    sampleOfWeights(
      a.map((_, index) => index + 1),
      0.5,
    ),
    a,
    b,
  );
  expect(weighted.test).toBe('design');
});
