import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cubicAt, fitCubic } from './cubic-fit.js';

const share = fc.double({ min: 0, max: 1, noNaN: true });

test('ten weighted points as NumPy 2.4 fits them (polyfit with w = sqrt(weights))', () => {
  const fit = fitCubic(
    [0.05, 0.1, 0.2, 0.35, 0.5, 0.62, 0.7, 0.8, 0.9, 0.97],
    [1, 1, 1, 0, 1, 0.5, 0, 0, 1, 0],
    [3, 1, 2, 5, 1, 1, 4, 2, 2, 1],
  );
  [1.31208944, -4.60285725, 5.00581016, -1.10587734].forEach((value, index) => {
    expect(fit?.[index]).toBeCloseTo(value, 7);
  });
});

test('finds a cubic again from points on it', () => {
  fc.assert(
    fc.property(fc.tuple(share, share, share, share), (cubic) => {
      const d = [0, 0.1, 0.3, 0.45, 0.6, 0.8, 1];
      const fit = fitCubic(
        d,
        d.map((x) => cubicAt(cubic, x)),
        d.map((x) => 1 + x),
      );
      expect(fit).not.toBeNull();
      if (fit) for (const x of d) expect(cubicAt(fit, x)).toBeCloseTo(cubicAt(cubic, x), 8);
    }),
  );
});

test('three different difficulties settle no cubic', () => {
  expect(fitCubic([0, 0.5, 1, 0.5], [1, 1, 0, 0], [1, 1, 1, 1])).toBeNull();
});
