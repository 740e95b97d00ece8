import { expect, test } from 'vitest';
import { bootstrapMean, defaultResampling, percentileInterval } from './bootstrap.js';

const values = [0.5, -0.2, 1, 0, 0.3, 0.7, -0.4, 0.1, 0.6, 0.2];

test('the interval is SciPy’s: bootstrap of the mean, percentile method, 200,000 resamples', () => {
  const { interval } = bootstrapMean([values], defaultResampling);
  // SciPy 1.17: 0.03 to 0.53; the seed moves ours by about a hundredth.
  expect(interval[0]).toBeCloseTo(0.03, 1);
  expect(interval[1]).toBeCloseTo(0.53, 1);
});

test('one seed gives one result, and another seed nearly the same', () => {
  const once = bootstrapMean([values], defaultResampling);
  expect(bootstrapMean([values], defaultResampling)).toEqual(once);
  const other = bootstrapMean([values], { draws: 10_000, seed: 2 });
  expect(other).not.toEqual(once);
  expect(other.pValue).toBeCloseTo(once.pValue, 1);
});

test('strata are drawn from by themselves: two constant ones leave nothing to chance', () => {
  const { interval } = bootstrapMean(
    [
      [1, 1, 1],
      [0, 0, 0],
    ],
    { draws: 200, seed: 1 },
  );
  expect(interval).toEqual([0.5, 0.5]);
});

test('no difference has a p-value of 1', () => {
  expect(bootstrapMean([[0.5, -0.5, 0.2, -0.2]], { draws: 500, seed: 1 }).pValue).toBe(1);
});

test('a percentile interval leaves out what has no value', () => {
  const hundred = Array.from({ length: 101 }, (_, value) => value);
  expect(percentileInterval([...hundred, Number.NaN])).toEqual([3, 98]);
  expect(percentileInterval([Number.NaN])).toBeNull();
});
