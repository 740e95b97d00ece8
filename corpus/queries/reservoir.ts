/** A uniform sample of a stream of unknown length. */

import { type Random, randomInteger, seededRandom } from '../../src/core/random.js';

/** Vitter's algorithm R (1985): every value offered is kept with the same probability. The same seed and stream give the same sample. */
export class Reservoir<T> {
  readonly #kept: { readonly place: number; readonly value: T }[] = [];
  readonly #random: Random;
  #offered = 0;

  /** @param size values that are kept, from 1 */
  constructor(
    private readonly size: number,
    seed: number,
  ) {
    this.#random = seededRandom(seed, 'sample of a stream');
  }

  /** Offers a value; returns the one that it pushes out, itself perhaps, or undefined while there is room. */
  offer(value: T): T | undefined {
    const offered = { place: this.#offered, value };
    this.#offered += 1;
    if (this.#kept.length < this.size) {
      this.#kept.push(offered);
      return undefined;
    }
    const slot = randomInteger(this.#random, this.#offered);
    if (slot >= this.size) return value;
    const out = this.#kept[slot];
    this.#kept[slot] = offered;
    return out?.value;
  }

  /** What is kept, in the order of the stream. */
  values(): T[] {
    return [...this.#kept].sort((a, b) => a.place - b.place).map(({ value }) => value);
  }
}
