/** Random numbers: seeded streams, and permanent numbers that depend on a name alone. */

import { createHash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { sha256 } from './hash.js';

/** A stream of random numbers, uniform on [0, 1). The same seed and label give the same stream everywhere. */
export type Random = () => number;

/**
 * A seeded stream. The label names what it is for, so that two uses of one seed are independent and adding a use
 * changes no other.
 */
export function seededRandom(seed: number | string, label: string): Random {
  const state = Number.parseInt(sha256(`${seed}\u0000${label}`).slice(0, 8), 16);
  const generator = xoroshiro128plus(state);
  return () => uniformFloat64(generator);
}

const goldenRatio = 0.618_033_988_749_894_9;

/**
 * An item's permanent random number for a release: hash(id) + 0.618 * ordinal, modulo 1, so that it lies in [0, 1).
 * Steps by the golden ratio spread successive releases evenly over the circle, which keeps their overlap low while
 * each release alone is a fair draw (Ohlsson 1995, coordination of samples by permanent random numbers).
 *
 * @param id the item's id, any string
 * @param ordinal the release's place in its series, from 0
 * @param salt another series of numbers altogether; `stability` uses it, a release never does
 */
export function permanentRandom(id: string, ordinal: number, salt = ''): number {
  const bits = createHash('sha256').update(`permanent\u0000${salt}\u0000${id}`).digest().readUIntBE(0, 6);
  return movedOn(bits / 2 ** 48, ordinal);
}

/** A permanent random number of the first release, as it is in a later one. */
export function movedOn(first: number, ordinal: number): number {
  return (first + goldenRatio * ordinal) % 1;
}

/** An integer from 0 to bound - 1. */
export function randomInteger(random: Random, bound: number): number {
  return Math.floor(random() * bound);
}

/** A new array in random order (Fisher-Yates). */
export function shuffled<T>(values: readonly T[], random: Random): T[] {
  const order = [...values];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = randomInteger(random, last + 1);
    const held = order[last] as T;
    order[last] = order[other] as T;
    order[other] = held;
  }
  return order;
}
