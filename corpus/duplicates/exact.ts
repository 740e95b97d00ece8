/** Exact duplicates, found on disk. */

import { PartitionedLog } from './partitioned-log.js';

/** A query that came again: its place in the sequence, and that of the one that came first. */
export interface Duplicate {
  readonly place: number;
  readonly first: number;
  /** How often it was asked. */
  readonly count: number;
}

/** Ids are hashes: their first byte spreads them evenly. */
const partitions = 256;
/** Bytes of an id. */
export const idBytes = 16;
const recordBytes = idBytes + 12;

/** Takes ids in the order of places; memory holds one part in 256 of them at a time. */
export class ExactDuplicates {
  readonly #log: PartitionedLog;

  constructor(folder: string) {
    this.#log = new PartitionedLog(folder, 'ids', recordBytes);
  }

  /** @param ids 16 bytes each, of which those from `at` on are taken */
  add(ids: Uint8Array, at: number, place: number, count: number): void {
    const room = this.#log.append(ids[at] ?? 0);
    for (let byte = 0; byte < idBytes; byte += 1) room.bytes[room.at + byte] = ids[at + byte] ?? 0;
    room.view.setUint32(room.at + idBytes, place, true);
    room.view.setFloat64(room.at + idBytes + 4, count, true);
  }

  close(): void {
    this.#log.close();
  }

  *found(): Generator<Duplicate> {
    for (let partition = 0; partition < partitions; partition += 1) {
      const records = this.#log.read(partition);
      const firsts = new Map<string, number>();
      for (let at = 0; at < records.length; at += recordBytes) {
        const id = records.toString('latin1', at, at + idBytes);
        const place = records.readUInt32LE(at + idBytes);
        const first = firsts.get(id);
        if (first === undefined) firsts.set(id, place);
        else yield { place, first, count: records.readDoubleLE(at + idBytes + 4) };
      }
    }
  }
}
