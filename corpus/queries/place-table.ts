/** Where each query of a sequence stands, and how often it was asked: on disk, by place. */

import { PlacedRecords } from '../duplicates/placed-records.js';
import type { SignedLines } from './signed-lines.js';

/** What is kept of a query. */
export interface PlacedLine {
  /** Of the file that it stands in, by number. */
  readonly file: number;
  /** Bytes of its line, without the end. */
  readonly offset: number;
  readonly length: number;
  readonly count: number;
}

const entryBytes = 24;
const blockPlaces = 1 << 9;

/** Appended to, then read at any place. */
export class PlaceTable {
  readonly #entries: PlacedRecords;
  readonly #block = Buffer.alloc(blockPlaces * entryBytes);
  #blockNumber = -1;
  readonly #entry = Buffer.alloc(entryBytes);

  constructor(folder: string) {
    this.#entries = new PlacedRecords(folder, 'places', entryBytes);
  }

  get places(): number {
    return this.#entries.places;
  }

  /** @param start where the lines' bytes begin in the file of this number */
  add({ length, offsets, lengths, counts }: SignedLines, file: number, start: number): void {
    const entries = Buffer.alloc(length * entryBytes);
    for (let line = 0; line < length; line += 1) {
      const at = line * entryBytes;
      entries.writeUIntLE(start + (offsets[line] ?? 0), at, 6);
      entries.writeUInt16LE(file, at + 6);
      entries.writeDoubleLE(counts[line] ?? 1, at + 8);
      entries.writeUInt32LE(lengths[line] ?? 0, at + 16);
    }
    this.#entries.append(entries);
  }

  /** Quick for places in order: neighbours are read together. */
  at(place: number): PlacedLine {
    const number = Math.floor(place / blockPlaces);
    if (number !== this.#blockNumber) {
      this.#entries.read(number * blockPlaces, this.#block);
      this.#blockNumber = number;
    }
    return entryAt(this.#block, (place % blockPlaces) * entryBytes);
  }

  /** Any place, alone: what was read last in order stays at hand. */
  alone(place: number): PlacedLine {
    this.#entries.read(place, this.#entry);
    return entryAt(this.#entry, 0);
  }

  close(): void {
    this.#entries.close();
  }
}

function entryAt(bytes: Buffer, at: number): PlacedLine {
  return {
    offset: bytes.readUIntLE(at, 6),
    file: bytes.readUInt16LE(at + 6),
    count: bytes.readDoubleLE(at + 8),
    length: bytes.readUInt32LE(at + 16),
  };
}
