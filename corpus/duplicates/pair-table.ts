/** The first and the last place of each key, in plain arrays: a Map of so many numbers costs five times as much. */

/** Below this the table is not worth making smaller. */
const leastSlots = 1 << 10;

/** Open addressing with linear probing; it grows when it is half full. */
export class PairTable {
  #keys = new Float64Array(0);
  #first = new Uint32Array(0);
  #last = new Uint32Array(0);
  #used = 0;

  /**
   * Forgets everything, for other keys: the arrays stay, which would else be made anew as often as there are parts.
   *
   * @param expected keys that are likely to come
   */
  reset(expected: number): void {
    const slots = Math.max(leastSlots, 2 ** Math.ceil(Math.log2(expected + 1)) * 2);
    if (slots > this.#keys.length) {
      this.#keys = new Float64Array(slots);
      this.#first = new Uint32Array(slots);
      this.#last = new Uint32Array(slots);
    }
    this.#keys.fill(-1);
    this.#used = 0;
  }

  /**
   * Puts a place under its key; gives those that were there before it.
   *
   * @param key a whole number from 0
   */
  put(key: number, place: number): { readonly first: number; readonly last: number } | undefined {
    const slot = this.#slotOf(key);
    if (this.#keys[slot] === key) {
      const before = { first: this.#first[slot] ?? 0, last: this.#last[slot] ?? 0 };
      this.#last[slot] = place;
      return before;
    }
    this.#keys[slot] = key;
    this.#first[slot] = place;
    this.#last[slot] = place;
    this.#used += 1;
    if (this.#used * 2 > this.#keys.length) this.#grow();
    return undefined;
  }

  #slotOf(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = (Math.imul((key % 2 ** 32) | 0, 0x9e3779b1) >>> 7) & mask;
    while (this.#keys[slot] !== -1 && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [keys, first, last] = [this.#keys, this.#first, this.#last];
    this.#keys = new Float64Array(keys.length * 2).fill(-1);
    this.#first = new Uint32Array(keys.length * 2);
    this.#last = new Uint32Array(keys.length * 2);
    for (let at = 0; at < keys.length; at += 1) {
      const key = keys[at] ?? -1;
      if (key === -1) continue;
      const slot = this.#slotOf(key);
      this.#keys[slot] = key;
      this.#first[slot] = first[at] ?? 0;
      this.#last[slot] = last[at] ?? 0;
    }
  }
}
