import { expect, test } from 'vitest';
import { mcnemarExact } from './mcnemar.js';

// SciPy 1.17, binomtest(min(b, c), b + c).pvalue.
test.each([
  [1, 8, 0.0390625],
  [5, 12, 0.143463134765625],
  [0, 3, 0.25],
  [10, 10, 1],
  [600, 700, 0.0060157938610449395],
  [3, 20, 0.00048828125],
  [0, 0, 1],
])('%i against %i', (onlyA, onlyB, p) => {
  expect(mcnemarExact(onlyA, onlyB)).toBeCloseTo(p, 10);
  expect(mcnemarExact(onlyB, onlyA)).toBeCloseTo(p, 10);
});
