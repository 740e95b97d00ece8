import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permanentRandom, seededRandom, shuffled } from './random.js';

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('seededRandom', () => {
  it('gives the same stream for the same seed and label, another for another', () => {
    const take = (seed: number, label: string): number[] => {
      const random = seededRandom(seed, label);
      return Array.from({ length: 8 }, random);
    };
    expect(take(1, 'a')).toEqual(take(1, 'a'));
    expect(take(1, 'a')).not.toEqual(take(2, 'a'));
    expect(take(1, 'a')).not.toEqual(take(1, 'b'));
  });

  it('is uniform on [0, 1): mean and variance within five standard errors', () => {
    const random = seededRandom(7, 'uniform');
    const values = Array.from({ length: 20_000 }, random);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(Math.abs(mean(values) - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / values.length));
    // The variance of (u - 1/2)² is 1/180.
    expect(Math.abs(mean(values.map((u) => (u - 0.5) ** 2)) - 1 / 12)).toBeLessThan(
      5 * Math.sqrt(1 / 180 / values.length),
    );
  });
});

describe('permanentRandom', () => {
  it('depends on the item and the ordinal alone, and moves by the golden ratio', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 500 }), (id, ordinal) => {
        const now = permanentRandom(id, ordinal);
        const next = permanentRandom(id, ordinal + 1);
        expect(now).toBeGreaterThanOrEqual(0);
        expect(now).toBeLessThan(1);
        const step = (next - now + 1) % 1;
        expect(step).toBeCloseTo(0.618_033_988_749_894_9, 9);
      }),
    );
  });

  it('is uniform over items', () => {
    const values = Array.from({ length: 20_000 }, (_, index) => permanentRandom(`item ${index}`, 3));
    expect(Math.abs(mean(values) - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / values.length));
  });
});

describe('shuffled', () => {
  it('keeps what it is given', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (values, seed) => {
        const result = shuffled(values, seededRandom(seed, 'shuffle'));
        expect([...result].sort()).toEqual([...values].sort());
      }),
    );
  });

  it('puts each value in each place equally often', () => {
    const random = seededRandom(11, 'places');
    const draws = 12_000;
    const firsts = [0, 0, 0];
    for (let draw = 0; draw < draws; draw += 1) {
      const first = shuffled([0, 1, 2], random)[0] ?? 0;
      firsts[first] = (firsts[first] ?? 0) + 1;
    }
    const standardError = Math.sqrt((1 / 3) * (2 / 3) * draws);
    for (const count of firsts) expect(Math.abs(count - draws / 3)).toBeLessThan(5 * standardError);
  });
});
