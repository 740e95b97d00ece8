/**
 * A number of each of many things, outside of what the garbage collector looks at: eight bytes each, and nothing while all
 * have the usual value.
 */
export class Column {
  #values: Float64Array | undefined;

  /** @param usual what stands where nothing was set */
  constructor(private readonly usual: number) {}

  at(index: number): number {
    return this.#values?.[index] ?? this.usual;
  }

  set(index: number, value: number): void {
    if (!this.#values && Object.is(value, this.usual)) return;
    const length = this.#values?.length ?? 0;
    if (index >= length) this.#resize(Math.max(1024, 2 * length, index + 1));
    const values = this.#values;
    if (values) values[index] = value;
  }

  /** Gives back what was kept for things beyond so many. */
  trim(length: number): void {
    if (this.#values) this.#resize(length);
  }

  #resize(length: number): void {
    const values = new Float64Array(length).fill(this.usual);
    if (this.#values) values.set(this.#values.subarray(0, length));
    this.#values = values;
  }
}
