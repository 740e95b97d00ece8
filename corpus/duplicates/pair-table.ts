/** The first and the last place of each key, in plain arrays: a Map of so many numbers costs five times as much. */

/** Below this the table is not worth making smaller. */
const leastSlots = 1 << 10;

/** Where no place is, and what no place is. */
const none = 0xffffffff;

/** Open addressing with linear probing; it grows when it is half full. Keys are two words of 32 bits each. */
export class PairTable {
  #low = new Uint32Array(0);
  #high = new Uint32Array(0);
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
    if (slots > this.#first.length) this.#makeRoom(slots);
    else this.#first.fill(none);
    this.#used = 0;
  }

  #makeRoom(slots: number): void {
    this.#low = new Uint32Array(slots);
    this.#high = new Uint32Array(slots);
    this.#first = new Uint32Array(slots).fill(none);
    this.#last = new Uint32Array(slots);
  }

  /** Puts a place under its key; gives those that were there before it. */
  put(
    low: number,
    high: number,
    place: number,
  ): { readonly first: number; readonly last: number } | undefined {
    const slot = this.#slotOf(low, high);
    const first = this.#first[slot] ?? none;
    if (first !== none) {
      const before = { first, last: this.#last[slot] ?? none };
      this.#last[slot] = place;
      return before;
    }
    this.#fill(slot, low, high, place, place);
    this.#used += 1;
    if (this.#used * 2 > this.#first.length) this.#grow();
    return undefined;
  }

  #fill(slot: number, low: number, high: number, first: number, last: number): void {
    this.#low[slot] = low;
    this.#high[slot] = high;
    this.#first[slot] = first;
    this.#last[slot] = last;
  }

  #slotOf(low: number, high: number): number {
    const mask = this.#first.length - 1;
    let slot = (Math.imul(low, 0x9e3779b1) >>> 7) & mask;
    while (this.#first[slot] !== none && (this.#low[slot] !== low || this.#high[slot] !== high)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const [lows, highs, firsts, lasts] = [this.#low, this.#high, this.#first, this.#last];
    this.#makeRoom(firsts.length * 2);
    for (let at = 0; at < firsts.length; at += 1) {
      const first = firsts[at] ?? none;
      if (first === none) continue;
      const [low, high] = [lows[at] ?? 0, highs[at] ?? 0];
      this.#fill(this.#slotOf(low, high), low, high, first, lasts[at] ?? none);
    }
  }
}
