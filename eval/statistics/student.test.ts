import { expect, test } from 'vitest';
import { detectableDifference } from './detectable-difference.js';
import { normalQuantile, z95 } from './normal.js';
import { t95, upperTail } from './student.js';

// SciPy 1.17, t.ppf(0.975, df).
test.each([
  [3, 3.1824463, 2],
  [4, 2.7764451, 2],
  [5, 2.5705818, 3],
  [10, 2.2281389, 4],
  [30, 2.0422725, 6],
  [100, 1.9839715, 7],
])('the t quantile at %d degrees of freedom', (degreesOfFreedom, expected, digits) => {
  expect(t95(degreesOfFreedom)).toBeCloseTo(expected, digits);
});

// Closed forms for 1 and 2 degrees of freedom; the 97.5 % quantiles above for the others.
test.each([
  [1, 1, 0.25],
  [Math.SQRT2, 2, (1 - Math.SQRT1_2) / 2],
  [3.1824463, 3, 0.025],
  [2.7764451, 4, 0.025],
  [-2.2281389, 10, 0.975],
  [1.9839715, 100, 0.025],
])('the chance of t at %d or above with %d degrees of freedom', (t, degreesOfFreedom, expected) => {
  expect(upperTail(t, degreesOfFreedom)).toBeCloseTo(expected, 8);
});

test('below 3 degrees of freedom it stays, and without end it is the normal one', () => {
  expect(t95(0.5)).toBe(t95(3));
  expect(t95(Number.POSITIVE_INFINITY)).toBe(z95);
});

// SciPy 1.17, norm.ppf.
test.each([
  [0.8, 0.8416212335729143],
  [0.9916666666666667, 2.3939797998185104],
  [0.999999, 4.753424308817087],
  [0.025, -1.959963984540054],
])('the normal quantile at %d', (p, expected) => {
  expect(normalQuantile(p)).toBeCloseTo(expected, 8);
});

test('80 % power at 5 % takes 2.80 standard errors (Bloom 1995)', () => {
  expect(detectableDifference(0.01, 0.05)).toBeCloseTo(0.028015851, 8);
  expect(detectableDifference(0.01, 0.05 / 3)).toBeGreaterThan(0.032);
});
