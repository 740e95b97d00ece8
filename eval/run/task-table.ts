/** What a run has to ask, a row a task: enough to tell its answers by, and nothing of the questions themselves. */

/** What a task is told by. */
export interface TaskName {
  /** The item's id: 32 hex digits. */
  readonly item: string;
  /** From 0. */
  readonly repeat: number;
  /** What an answer is reused by: 64 hex digits. */
  readonly key: string;
}

const idBytes = 16;
const keyBytes = 32;
const none = -1;

/**
 * Tasks by their number, from 0, and by their key: 80 bytes each, outside of what the garbage collector looks at. Where
 * several ask the same, one answer serves them all.
 */
export class TaskTable {
  count = 0;
  readonly #ids: Buffer;
  readonly #keys: Buffer;
  readonly #repeats: Uint32Array;
  readonly #weights: Float64Array;
  /** Open addressing: at a key's hash, or the next free slot, the first task with it. */
  readonly #slots: Int32Array;
  /** The next task with the same key. */
  readonly #next: Int32Array;

  /** @param capacity tasks at most */
  constructor(capacity: number) {
    this.#ids = Buffer.alloc(capacity * idBytes);
    this.#keys = Buffer.alloc(capacity * keyBytes);
    this.#repeats = new Uint32Array(capacity);
    this.#weights = new Float64Array(capacity);
    this.#slots = new Int32Array(2 * capacity + 1).fill(none);
    this.#next = new Int32Array(capacity).fill(none);
  }

  /** @param weight of its item */
  add({ item, repeat, key }: TaskName, weight: number): void {
    const task = this.count;
    this.count += 1;
    this.#ids.write(item, task * idBytes, 'hex');
    this.#keys.write(key, task * keyBytes, 'hex');
    this.#repeats[task] = repeat;
    this.#weights[task] = weight;
    const slot = this.#slotOf(this.#key(task));
    let last = this.#slots[slot] ?? none;
    if (last === none) {
      this.#slots[slot] = task;
      return;
    }
    for (let next = this.#next[last] ?? none; next !== none; next = this.#next[last] ?? none) last = next;
    this.#next[last] = task;
  }

  name(task: number): TaskName {
    const { item, repeat } = this.question(task);
    return { item, repeat, key: this.#key(task).toString('hex') };
  }

  /** A task's name without its key. */
  question(task: number): Omit<TaskName, 'key'> {
    return {
      item: this.#ids.toString('hex', task * idBytes, (task + 1) * idBytes),
      repeat: this.#repeats[task] ?? 0,
    };
  }

  weight(task: number): number {
    return this.#weights[task] ?? 0;
  }

  /** Tasks with this key, in the order they were added. */
  *withKey(key: string): Generator<number> {
    const bytes = Buffer.from(key, 'hex');
    if (bytes.length === keyBytes) yield* this.#chainOf(bytes);
  }

  /** Tasks that ask the same as this one, itself included, in the order they were added. */
  alike(task: number): Generator<number> {
    return this.#chainOf(this.#key(task));
  }

  *#chainOf(key: Buffer): Generator<number> {
    let task = this.#slots[this.#slotOf(key)] ?? none;
    for (; task !== none; task = this.#next[task] ?? none) yield task;
  }

  #key(task: number): Buffer {
    return this.#keys.subarray(task * keyBytes, (task + 1) * keyBytes);
  }

  /** The task of this name, if it is one of these. */
  find({ item, repeat, key }: TaskName): number | undefined {
    for (const task of this.withKey(key)) {
      const question = this.question(task);
      if (question.item === item && question.repeat === repeat) return task;
    }
    return undefined;
  }

  /** The slot that holds a task of this key, or the free one where it would be. */
  #slotOf(key: Buffer): number {
    let slot = key.readUInt32LE(0) % this.#slots.length;
    for (;;) {
      const task = this.#slots[slot] ?? none;
      if (task === none || key.equals(this.#key(task))) return slot;
      slot = (slot + 1) % this.#slots.length;
    }
  }
}
