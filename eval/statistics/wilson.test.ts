import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wilsonInterval } from './wilson.js';

// Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i as published', (right, n, low, high) => {
  const interval = wilsonInterval(right / n, n);
  expect(interval[0]).toBeCloseTo(low, 4);
  expect(interval[1]).toBeCloseTo(high, 4);
});

test('holds the estimate, lies within 0 and 1, and narrows with n', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0.5, max: 1e6, noNaN: true }),
      (share, n) => {
        const [low, high] = wilsonInterval(share, n);
        const [low2, high2] = wilsonInterval(share, 2 * n);
        expect(0 <= low && low <= share && share <= high && high <= 1).toBe(true);
        expect(high2 - low2).toBeLessThanOrEqual(high - low + 1e-12);
      },
    ),
  );
});

test('an infinite sample size gives a point', () => {
  expect(wilsonInterval(0.3, Number.POSITIVE_INFINITY)).toEqual([0.3, 0.3]);
});
