import { shareOut } from '../../src/core/share-out.js';

/**
 * Systematic rounding: whole numbers n_h with sum n, |n_h - S_h| < 1 and mean S_h over the random start (Madow 1949,
 * applied to totals instead of units).
 *
 * @param expected S_h of each stratum; their sum is a whole number but for rounding errors
 * @param start uniform on [0, 1)
 */
export function systematicRounding(expected: readonly number[], start: number): number[] {
  const total = Math.round(expected.reduce((sum, value) => sum + value, 0));
  let sum = 0;
  let before = 0;
  return expected.map((value, at) => {
    sum += value;
    const upTo = at === expected.length - 1 ? total : Math.floor(sum + start);
    const places = upTo - before;
    before = upTo;
    return places;
  });
}

/**
 * The inclusion probabilities within a stratum once its places are rounded to a whole number: they sum to it, and
 * averaged over the rounding they are pi again. With S = sum pi and f its fraction, S is rounded up with
 * probability f. So take pi + (1 - f) d after rounding up and pi - f d after rounding down, with sum d = 1; d goes
 * by pi (1 - pi), cut where a probability would leave [0, 1]. (Simply scaling pi to the new sum would do so above
 * 5/6, and then lose the average.)
 *
 * @param pi of each member, between 0 and 1
 * @param places S rounded down or up
 */
export function conditionalProbabilities(pi: Float64Array, places: number): Float64Array {
  const expected = pi.reduce((sum, p) => sum + p, 0);
  if (Math.abs(expected - places) < 1e-9) return pi;
  const roundedUp = places > expected;
  const fraction = expected - (roundedUp ? places - 1 : places);
  const shift = shareOut(
    pi.map((p) => p * (1 - p)),
    pi.map((p) => Math.min((1 - p) / (1 - fraction), p / fraction)),
    1,
  );
  const step = roundedUp ? 1 - fraction : -fraction;
  return pi.map((p, member) => Math.min(1, Math.max(0, p + step * (shift[member] ?? 0))));
}
