/** What became of each query of a sequence: duplicates dropped, their counts added to the ones kept. */

import { PartitionedLog } from '../duplicates/partitioned-log.js';

/** Places whose changes are held in memory at once. */
const rangePlaces = 1 << 18;
const recordBytes = 12;
const dropped = -1;

/** Changes by place, on disk. Written in any order; read in ranges of places. */
export class Changes {
  readonly #log: PartitionedLog;
  #range = -1;
  readonly #values = new Float64Array(rangePlaces);

  constructor(folder: string, name: string) {
    this.#log = new PartitionedLog(folder, name, recordBytes);
  }

  /** The query at a place is a duplicate of the one at `first`, asked `count` times. */
  merge({
    place,
    first,
    count,
  }: {
    readonly place: number;
    readonly first: number;
    readonly count: number;
  }): void {
    this.#write(place, dropped);
    this.#write(first, count);
  }

  #write(place: number, value: number): void {
    const { bytes, at } = this.#log.append(Math.floor(place / rangePlaces));
    bytes.writeUInt32LE(place % rangePlaces, at);
    bytes.writeDoubleLE(value, at + 4);
  }

  close(): void {
    this.#log.close();
  }

  /** How much the count at a place grows, or undefined where it is dropped. Quick for places in order. */
  at(place: number): number | undefined {
    const range = Math.floor(place / rangePlaces);
    if (range !== this.#range) this.#load(range);
    const value = this.#values[place % rangePlaces] ?? 0;
    return value === dropped ? undefined : value;
  }

  #load(range: number): void {
    this.#range = range;
    this.#values.fill(0);
    const records = this.#log.read(range);
    for (let at = 0; at < records.length; at += recordBytes) {
      const place = records.readUInt32LE(at);
      const value = records.readDoubleLE(at + 4);
      const held = this.#values[place] ?? 0;
      if (value === dropped || held === dropped) this.#values[place] = dropped;
      else this.#values[place] = held + value;
    }
  }
}
