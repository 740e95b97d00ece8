/** Where each query of a sequence stands, and how often it was asked: on disk, by place. */

import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';

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
const blockBytes = blockPlaces * entryBytes;

/** Appended to, then read at any place. */
export class PlaceTable {
  readonly #handle: number;
  readonly #pending = Buffer.alloc(blockBytes);
  #pendingBytes = 0;
  #places = 0;
  readonly #block = Buffer.alloc(blockBytes);
  #blockNumber = -1;
  readonly #entry = Buffer.alloc(entryBytes);

  constructor(folder: string) {
    this.#handle = openSync(join(folder, 'places'), 'w+');
  }

  get places(): number {
    return this.#places;
  }

  add({ file, offset, length, count }: PlacedLine): void {
    const at = this.#pendingBytes;
    this.#pending.writeUIntLE(offset, at, 6);
    this.#pending.writeUInt16LE(file, at + 6);
    this.#pending.writeDoubleLE(count, at + 8);
    this.#pending.writeUInt32LE(length, at + 16);
    this.#pendingBytes += entryBytes;
    this.#places += 1;
    if (this.#pendingBytes === blockBytes) this.#flush();
  }

  #flush(): void {
    if (this.#pendingBytes > 0) writeSync(this.#handle, this.#pending, 0, this.#pendingBytes);
    this.#pendingBytes = 0;
  }

  /** Quick for places in order: neighbours are read together. */
  at(place: number): PlacedLine {
    const number = Math.floor(place / blockPlaces);
    if (number !== this.#blockNumber) {
      this.#flush();
      readSync(this.#handle, this.#block, 0, blockBytes, number * blockBytes);
      this.#blockNumber = number;
    }
    return entryAt(this.#block, (place % blockPlaces) * entryBytes);
  }

  /** Any place, alone: what was read last in order stays at hand. */
  alone(place: number): PlacedLine {
    this.#flush();
    readSync(this.#handle, this.#entry, 0, entryBytes, place * entryBytes);
    return entryAt(this.#entry, 0);
  }

  close(): void {
    closeSync(this.#handle);
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
