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

test('a bootstrap, where it is asked for, weights are equal and scores are not only 0 and 1', () => {
  const a = [1, 0.8, 1, 0.6, 1, 1, 0.9, 1, 0, 1];
  const b = [0, 0.5, 0.2, 0.6, 0.4, 0, 0.3, 1, 1, 0.7];
  const resampling = { draws: 2000, seed: 1 };
  const equal = sampleOfWeights(
    a.map(() => 0.1 + 0.2),
    0.5,
  );
  const found = pairedDifference(equal, a, b, { resampling });
  expect(found.test).toBe('bootstrap');
  expect(pairedDifference(equal, a, b, { resampling })).toEqual(found);
  expect(pairedDifference(equal, a, b).test).toBe('design');
  expect(found.interval[0]).toBeLessThan(found.difference);
  expect(found.interval[1]).toBeGreaterThan(found.difference);
  // SciPy 1.17, bootstrap of the mean of a - b, percentile method, 50,000 resamples: -0.02 to 0.68.
  expect(found.interval[0]).toBeCloseTo(-0.02, 1);
  expect(found.interval[1]).toBeCloseTo(0.68, 1);
  const weighted = sampleOfWeights(
    a.map((_, index) => 1 + index),
    0.5,
  );
  expect(pairedDifference(weighted, a, b, { resampling }).test).toBe('design');
});

test('a part of the items is compared by itself', () => {
  const sample = sampleOfWeights([1, 2, 3, 4], 0.5);
  const { difference } = pairedDifference(sample, [1, 1, 0, 0], [0, 0, 1, 1], {
    counted: [true, true, false, false],
  });
  expect(difference).toBe(1);
});
