/** Lists to walk through: an array is one, and so is what makes its members when they are looked at. */

/** What an array and a list whose members are made on demand have in common. */
export interface Sequence<T> extends Iterable<T> {
  readonly length: number;
  /** @param index 0 or more */
  at(index: number): T | undefined;
  forEach(visit: (member: T, index: number) => void): void;
  map<U>(change: (member: T, index: number) => U): U[];
  flatMap<U>(change: (member: T, index: number) => readonly U[]): U[];
  filter(isKept: (member: T, index: number) => boolean): Sequence<T>;
  reduce<U>(join: (sum: U, member: T, index: number) => U, first: U): U;
}

/**
 * A list whose members are made each time they are looked at. Of very many, columns of numbers and one member at a time take
 * a fraction of what an object each would.
 *
 * @param make the member at an index from 0 to length - 1
 */
export function madeOnDemand<T>(length: number, make: (index: number) => T): Sequence<T> {
  return new OnDemand(length, make);
}

/** @throws RangeError where the list has no such member */
export function memberAt<T>(members: Sequence<T>, index: number): T {
  const member = members.at(index);
  if (member === undefined) throw new RangeError(`The list has no member ${index}.`);
  return member;
}

class OnDemand<T> implements Sequence<T> {
  constructor(
    readonly length: number,
    private readonly make: (index: number) => T,
  ) {}

  at(index: number): T | undefined {
    return index >= 0 && index < this.length ? this.make(index) : undefined;
  }

  *[Symbol.iterator](): Generator<T> {
    for (let index = 0; index < this.length; index += 1) yield this.make(index);
  }

  forEach(visit: (member: T, index: number) => void): void {
    for (let index = 0; index < this.length; index += 1) visit(this.make(index), index);
  }

  map<U>(change: (member: T, index: number) => U): U[] {
    return Array.from({ length: this.length }, (_, index) => change(this.make(index), index));
  }

  flatMap<U>(change: (member: T, index: number) => readonly U[]): U[] {
    const changed: U[] = [];
    this.forEach((member, index) => {
      for (const one of change(member, index)) changed.push(one);
    });
    return changed;
  }

  filter(isKept: (member: T, index: number) => boolean): Sequence<T> {
    const kept: number[] = [];
    this.forEach((member, index) => {
      if (isKept(member, index)) kept.push(index);
    });
    const indexes = Uint32Array.from(kept);
    return new OnDemand(indexes.length, (index) => this.make(indexes[index] ?? 0));
  }

  reduce<U>(join: (sum: U, member: T, index: number) => U, first: U): U {
    let sum = first;
    this.forEach((member, index) => {
      sum = join(sum, member, index);
    });
    return sum;
  }
}
