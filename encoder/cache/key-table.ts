/** 32-bit words of a key, and its bytes: the first half of a sha256. */
export const wordsPerKey = 4;
export const keyBytes = wordsPerKey * Uint32Array.BYTES_PER_ELEMENT;

const none = -1;

/** The keys at those places among `keys`, in that order. */
export function selectKeys(keys: Uint32Array, places: ArrayLike<number>): Uint32Array {
  const selected = new Uint32Array(places.length * wordsPerKey);
  for (let at = 0; at < places.length; at += 1) {
    const start = (places[at] ?? 0) * wordsPerKey;
    selected.set(keys.subarray(start, start + wordsPerKey), at * wordsPerKey);
  }
  return selected;
}

/**
 * Finds a key's row: an open-addressing hash table over keys of 128 random bits, in about 30 bytes a key, where a Map
 * of strings takes three times that and ends at 16 million. Keys are numbered as they come.
 */
export class KeyTable {
  #keys = new Uint32Array(1024 * wordsPerKey);
  /** The row of the key that hashed here, or -1; never more than half full. */
  #slots = new Int32Array(2048).fill(none);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The key's row, or -1. `keys` holds keys one after another, and `at` is the place among them. */
  find(keys: Uint32Array, at: number): number {
    return this.#slots[this.#slotOf(keys, at)] ?? none;
  }

  /** Adds a key under the next row. Of equal keys the first one's row is found. */
  add(keys: Uint32Array, at: number): void {
    if (this.#size * 2 >= this.#slots.length) this.#grow();
    const start = at * wordsPerKey;
    this.#keys.set(keys.subarray(start, start + wordsPerKey), this.#size * wordsPerKey);
    this.#place(this.#size);
    this.#size += 1;
  }

  addAll(keys: Uint32Array): void {
    for (let at = 0; at * wordsPerKey < keys.length; at += 1) this.add(keys, at);
  }

  /** The keys of rows, in that order. */
  keysOf(rows: Int32Array): Uint32Array {
    return selectKeys(this.#keys, rows);
  }

  #place(row: number): void {
    const slot = this.#slotOf(this.#keys, row);
    if (this.#slots[slot] === none) this.#slots[slot] = row;
  }

  /** The slot that holds the key, or the empty one where it would go. */
  #slotOf(keys: Uint32Array, at: number): number {
    const mask = this.#slots.length - 1;
    const start = at * wordsPerKey;
    for (let slot = (keys[start] ?? 0) & mask; ; slot = (slot + 1) & mask) {
      const row = this.#slots[slot] ?? none;
      if (row === none || this.#isAt(row, keys, start)) return slot;
    }
  }

  #isAt(row: number, keys: Uint32Array, start: number): boolean {
    for (let word = 0; word < wordsPerKey; word += 1) {
      if (this.#keys[row * wordsPerKey + word] !== keys[start + word]) return false;
    }
    return true;
  }

  #grow(): void {
    const keys = new Uint32Array(this.#keys.length * 2);
    keys.set(this.#keys);
    this.#keys = keys;
    this.#slots = new Int32Array(this.#slots.length * 2).fill(none);
    for (let row = 0; row < this.#size; row += 1) this.#place(row);
  }
}
