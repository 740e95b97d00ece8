import { expect, test } from 'vitest';
import { mixevalOverall, roundLikePython } from './mixeval-overall.js';

// Python 3.11, round(x, 3).
test.each([
  [0.8125, 0.812],
  [0.0625, 0.062],
  [0.1875, 0.188],
  [0.9375, 0.938],
  [0.7185, 0.719],
  [1 / 3, 0.333],
  [0.0005, 0.001],
  [0.5, 0.5],
  [1, 1],
])('%f is rounded to %f', (x, rounded) => {
  expect(roundLikePython(x)).toBe(rounded);
});

test('splits are rounded first, then averaged by rows', () => {
  const overall = mixevalOverall([
    { rows: 100, mean: 0.12345 },
    { rows: 300, mean: 0.9876 },
  ]);
  expect(overall).toBeCloseTo(0.25 * 0.123 + 0.75 * 0.988, 12);
  expect(mixevalOverall([{ rows: 0, mean: Number.NaN }])).toBeNull();
});
