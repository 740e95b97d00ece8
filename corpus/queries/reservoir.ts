/** A uniform sample of a stream of unknown length. */

import { type Random, randomInteger, seededRandom } from '../../src/core/random.js';

/**
 * Vitter's algorithm R (1985): every value offered is kept with the same probability. The same seed and stream give the same
 * sample.
 */
export class Reservoir<T> {
  readonly #kept: T[] = [];
  readonly #random: Random;
  #offered = 0;

  /** @param size values that are kept, from 1 */
  constructor(
    private readonly size: number,
    seed: number,
  ) {
    this.#random = seededRandom(seed, 'sample of a stream');
  }

  offer(value: T): void {
    this.#offered += 1;
    if (this.#kept.length < this.size) {
      this.#kept.push(value);
      return;
    }
    const slot = randomInteger(this.#random, this.#offered);
    if (slot < this.size) this.#kept[slot] = value;
  }

  /** What is kept. */
  values(): readonly T[] {
    return this.#kept;
  }
}
