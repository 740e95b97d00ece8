import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.js';
import { stratifiedOrder } from './file-order.js';

describe('order of the file', () => {
  test('holds every unit once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6), { maxLength: 90 }), fc.nat(), (strata, seed) => {
        const order = stratifiedOrder(strata, seededRandom(seed, 'order'));
        expect([...order].sort((a, b) => a - b)).toEqual([...strata.keys()]);
      }),
    );
  });

  test('gives each stratum its part of every beginning, to two or three units', () => {
    const strata = Array.from({ length: 200 }, (_, unit) =>
      unit < 100 ? 0 : unit < 160 ? 1 : unit < 190 ? 2 : 3,
    );
    for (let seed = 0; seed < 20; seed += 1) {
      const order = stratifiedOrder(strata, seededRandom(seed, 'order'));
      const seen = [0, 0, 0, 0];
      order.forEach((unit, rank) => {
        const stratum = strata[unit] ?? 0;
        seen[stratum] = (seen[stratum] ?? 0) + 1;
        [100, 60, 30, 10].forEach((size, of) => {
          expect(Math.abs((seen[of] ?? 0) - (size * (rank + 1)) / 200)).toBeLessThan(2.5);
        });
      });
    }
  });

  test('gives every unit the same chance of being among the first', () => {
    const strata = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 3, 3];
    const first = 5;
    const trials = 20_000;
    const random = seededRandom(3, 'trials');
    const counts = strata.map(() => 0);
    for (let trial = 0; trial < trials; trial += 1) {
      for (const unit of stratifiedOrder(strata, random).slice(0, first))
        counts[unit] = (counts[unit] ?? 0) + 1;
    }
    const p = first / strata.length;
    for (const count of counts) {
      // Thirteen units, each at the level of 0.001 / 13.
      expect(Math.abs(count / trials - p) / Math.sqrt((p * (1 - p)) / trials)).toBeLessThan(3.95);
    }
  });
});
