const wordsOfKey = 4;
const leastCapacity = 1 << 12;
/** Filled further than this, probing gets long. */
const fullest = 0.7;

/**
 * A count for each query id, in flat memory: an open hash table with linear probing over the 128 bits of the ids,
 * which are hashes already. A `Map` of strings takes four times as much.
 */
export class IdCounts {
  #capacity = leastCapacity;
  #size = 0;
  #keys = new Uint32Array(leastCapacity * wordsOfKey);
  /** Count plus one; 0 where the slot is free. */
  #counts = new Float64Array(leastCapacity);

  /** Ids that have a count. */
  get size(): number {
    return this.#size;
  }

  /** @param id 32 hex digits */
  get(id: string): number | undefined {
    const stored = this.#counts[this.#slotOf(keyOf(id))];
    return stored ? stored - 1 : undefined;
  }

  /** @param count 0 or more */
  set(id: string, count: number): void {
    const key = keyOf(id);
    let slot = this.#slotOf(key);
    if (this.#counts[slot] === 0) {
      if (this.#size + 1 > this.#capacity * fullest) {
        this.#grow();
        slot = this.#slotOf(key);
      }
      this.#keys.set(key, slot * wordsOfKey);
      this.#size += 1;
    }
    this.#counts[slot] = count + 1;
  }

  /** The slot that holds the key, or the free one where it would go. */
  #slotOf(key: Uint32Array): number {
    const last = this.#capacity - 1;
    for (let slot = (key[0] ?? 0) & last; ; slot = (slot + 1) & last) {
      if (this.#counts[slot] === 0 || this.#holds(slot, key)) return slot;
    }
  }

  #holds(slot: number, key: Uint32Array): boolean {
    const start = slot * wordsOfKey;
    for (let word = 0; word < wordsOfKey; word += 1) {
      if (this.#keys[start + word] !== key[word]) return false;
    }
    return true;
  }

  #grow(): void {
    const keys = this.#keys;
    const counts = this.#counts;
    this.#capacity *= 2;
    this.#keys = new Uint32Array(this.#capacity * wordsOfKey);
    this.#counts = new Float64Array(this.#capacity);
    for (const [slot, count] of counts.entries()) {
      if (count === 0) continue;
      const key = keys.subarray(slot * wordsOfKey, (slot + 1) * wordsOfKey);
      const place = this.#slotOf(key);
      this.#keys.set(key, place * wordsOfKey);
      this.#counts[place] = count;
    }
  }
}

/** Written over by each call: a key is used before the next one is made. */
const scratch = new Uint32Array(wordsOfKey);

function keyOf(id: string): Uint32Array {
  for (let word = 0; word < wordsOfKey; word += 1) {
    scratch[word] = Number.parseInt(id.slice(word * 8, word * 8 + 8), 16);
  }
  return scratch;
}
