import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inclusionProbabilities } from '../../src/core/inclusion.js';
import { shareOut } from '../../src/core/share-out.js';
import { conditionalProbabilities, systematicRounding } from './rounding.js';
import { itemSize } from './sizes.js';

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true });

/** Inclusion probabilities below 1, as a stratum has them. */
const stratum = fc
  .array(fc.double({ min: 1e-4, max: 1 - 1e-4, noNaN: true }), { minLength: 1, maxLength: 40 })
  .map((values) => Float64Array.from(values));

describe('sizes', () => {
  test('follow the formula', () => {
    // p = (3 + 1) / (6 + 2) = 1/2
    expect(itemSize(0.0016, { right: 3, subjects: 6 })).toBeCloseTo(0.0016 ** 0.75 / 2, 12);
    // p = 1/5
    expect(itemSize(1, { right: 0, subjects: 3 })).toBeCloseTo(0.4, 12);
  });

  test('are in one proportion where nobody has answered', () => {
    const unanswered = { right: 0, subjects: 0 };
    expect(itemSize(0.2, unanswered) / itemSize(0.1, unanswered)).toBeCloseTo(2 ** 0.75, 12);
  });
});

describe('sharing out', () => {
  test('keeps the total, the caps and the proportions below them', () => {
    const parts = fc.array(fc.tuple(positive, positive), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(parts, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (given, part) => {
        const sizes = Float64Array.from(given, ([size]) => size);
        const caps = Float64Array.from(given, ([, cap]) => cap);
        const total = part * sum(caps);
        const shares = shareOut(sizes, caps, total);
        expect(Math.abs(sum(shares) / total - 1)).toBeLessThan(1e-9);
        const free = [...shares.keys()].filter((at) => (shares[at] ?? 0) < (caps[at] ?? 0));
        const k = free.map((at) => (shares[at] ?? 0) / (sizes[at] ?? 1));
        expect(free.length).toBeGreaterThan(0);
        expect(Math.max(...k) / Math.min(...k) - 1).toBeLessThan(1e-9);
        shares.forEach((share, at) => {
          expect(share).toBeLessThanOrEqual(caps[at] ?? 0);
          // What is capped would have got at least its cap.
          if (share === caps[at])
            expect(Math.max(...k) * (sizes[at] ?? 0)).toBeGreaterThan(share * (1 - 1e-9));
        });
      }),
    );
  });
});

describe('inclusion probabilities', () => {
  test('sum to the places, are 0 for size 0 only and never above 1', () => {
    const sizes = fc.array(fc.oneof(positive, fc.constant(0)), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(sizes, fc.double({ min: 0, max: 1, noNaN: true }), (given, part) => {
        const possible = given.filter((size) => size > 0).length;
        const places = Math.round(part * possible);
        const pi = inclusionProbabilities(Float64Array.from(given), places);
        expect(sum(pi)).toBeCloseTo(places, 8);
        pi.forEach((p, item) => {
          expect(p).toBeLessThanOrEqual(1);
          if (places > 0) expect(p > 0).toBe((given[item] ?? 0) > 0);
        });
      }),
    );
  });

  test('known case: one item is certain, the rest shares what is left', () => {
    expect([...inclusionProbabilities(Float64Array.of(10, 1, 2, 1), 2)]).toEqual([1, 0.25, 0.5, 0.25]);
  });

  test('all places: every item is certain', () => {
    expect([...inclusionProbabilities(Float64Array.of(3, 0, 1e-9), 2)]).toEqual([1, 0, 1]);
  });

  test('more places than items is an error', () => {
    expect(() => inclusionProbabilities(Float64Array.of(1, 0), 2)).toThrow(RangeError);
  });
});

describe('rounding of places', () => {
  test('keeps the total and rounds each down or up', () => {
    fc.assert(
      fc.property(stratum, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (parts, start) => {
        const scale = Math.ceil(sum(parts)) / sum(parts);
        const expected = [...parts].map((part) => part * scale * 7);
        const places = systematicRounding(expected, start);
        expect(sum(places)).toBe(Math.round(sum(expected)));
        places.forEach((n, h) => {
          expect(Math.abs(n - (expected[h] ?? 0))).toBeLessThan(1 + 1e-9);
        });
      }),
    );
  });

  test('its mean over the random start is what was expected', () => {
    const expected = [5.3, 7.25, 12.05, 6.4];
    const starts = 2000;
    const means = expected.map(() => 0);
    for (let at = 0; at < starts; at += 1) {
      systematicRounding(expected, (at + 0.5) / starts).forEach((n, h) => {
        means[h] = (means[h] ?? 0) + n / starts;
      });
    }
    means.forEach((mean, h) => {
      expect(Math.abs(mean - (expected[h] ?? 0))).toBeLessThanOrEqual(1 / starts);
    });
  });
});

describe('probabilities within a stratum', () => {
  test('sum to the places, lie in [0, 1], and average to pi over the rounding', () => {
    fc.assert(
      fc.property(stratum, (pi) => {
        const expected = sum(pi);
        const floor = Math.floor(expected);
        const fraction = expected - floor;
        fc.pre(fraction > 1e-6 && fraction < 1 - 1e-6);
        const down = conditionalProbabilities(pi, floor);
        const up = conditionalProbabilities(pi, floor + 1);
        expect(sum(down)).toBeCloseTo(floor, 6);
        expect(sum(up)).toBeCloseTo(floor + 1, 6);
        pi.forEach((p, member) => {
          for (const part of [down[member] ?? 0, up[member] ?? 0]) {
            expect(part).toBeGreaterThanOrEqual(0);
            expect(part).toBeLessThanOrEqual(1);
          }
          expect((1 - fraction) * (down[member] ?? 0) + fraction * (up[member] ?? 0)).toBeCloseTo(p, 6);
        });
      }),
      { numRuns: 500 },
    );
  });

  test('a whole sum stays as it is', () => {
    const pi = Float64Array.of(0.25, 0.75, 0.5, 0.5);
    expect(conditionalProbabilities(pi, 2)).toEqual(pi);
  });
});
