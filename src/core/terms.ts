/** Values that many things share, by number: those that are the same as JSON are one. */
export class Terms<T> {
  readonly values: T[] = [];
  readonly #numbers = new Map<string, number>();

  /** From 0, in the order of first asking. */
  numberOf(value: T): number {
    const key = JSON.stringify(value);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.values.length);
    return this.values.push(value) - 1;
  }
}
