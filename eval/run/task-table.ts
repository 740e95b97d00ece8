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

/** What a task asks, as its run knows it. */
export interface Question extends Omit<TaskName, 'key'> {
  /** Of its item. */
  readonly weight: number;
}

const keyBytes = 32;
const none = -1;

/**
 * Tasks by their number, from 0, and by their key: 44 bytes each, outside of what the garbage collector looks at. Where
 * several ask the same, one answer serves them all.
 */
export class TaskTable {
  count = 0;
  readonly #keys: Buffer;
  /** Open addressing: at a key's hash, or the next free slot, the first task with it. */
  readonly #slots: Int32Array;
  /** The next task with the same key. */
  readonly #next: Int32Array;

  /**
   * @param capacity tasks at most
   * @param question what a task asks, looked up each time
   */
  constructor(
    capacity: number,
    readonly question: (task: number) => Question,
  ) {
    this.#keys = Buffer.alloc(capacity * keyBytes);
    this.#slots = new Int32Array(2 * capacity + 1).fill(none);
    this.#next = new Int32Array(capacity).fill(none);
  }

  /** Adds the next task by its key. */
  add(key: string): void {
    const task = this.count;
    this.count += 1;
    this.#keys.write(key, task * keyBytes, 'hex');
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
