import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holmAdjusted } from './holm.js';

test('five tests, worked by hand', () => {
  const adjusted = holmAdjusted([0.01, 0.04, 0.03, 0.005, 0.2]);
  [0.04, 0.09, 0.09, 0.025, 0.2].forEach((value, index) => {
    expect(adjusted[index]).toBeCloseTo(value, 12);
  });
});

test('keeps the order, never goes below a p-value, above 1, or above Bonferroni', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (pValues) => {
      const adjusted = holmAdjusted(pValues);
      pValues.forEach((p, i) => {
        const own = adjusted[i] ?? Number.NaN;
        expect(own).toBeGreaterThanOrEqual(p);
        expect(own).toBeLessThanOrEqual(Math.min(1, p * pValues.length) + 1e-12);
        pValues.forEach((q, j) => {
          if (p < q) expect(own).toBeLessThanOrEqual(adjusted[j] ?? Number.NaN);
        });
      });
      expect(Math.min(...adjusted)).toBeCloseTo(Math.min(1, Math.min(...pValues) * pValues.length), 12);
    }),
  );
});
