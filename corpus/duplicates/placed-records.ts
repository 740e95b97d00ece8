/** Records of one size by place, on disk. */

import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const bufferBytes = 1 << 16;

/** Appended to, then read at any place. */
export class PlacedRecords {
  readonly #handle: number;
  readonly #pending = new Uint8Array(bufferBytes);
  #pendingBytes = 0;
  #writtenBytes = 0;

  constructor(
    folder: string,
    name: string,
    private readonly recordBytes: number,
  ) {
    this.#handle = openSync(join(folder, name), 'w+');
  }

  get places(): number {
    return (this.#writtenBytes + this.#pendingBytes) / this.recordBytes;
  }

  /** @param records of the next places, one after another */
  append(records: Uint8Array): void {
    for (let at = 0; at < records.length; ) {
      if (this.#pendingBytes === bufferBytes) this.#flush();
      const piece = records.subarray(at, at + bufferBytes - this.#pendingBytes);
      this.#pending.set(piece, this.#pendingBytes);
      this.#pendingBytes += piece.length;
      at += piece.length;
    }
  }

  #flush(): void {
    for (let at = 0; at < this.#pendingBytes; ) {
      const written = writeSync(this.#handle, this.#pending, at, this.#pendingBytes - at, this.#writtenBytes);
      at += written;
      this.#writtenBytes += written;
    }
    this.#pendingBytes = 0;
  }

  /** Reads the records from a place on, as many as there are and fit. */
  read(first: number, records: Uint8Array): void {
    if (this.#pendingBytes > 0) this.#flush();
    const start = first * this.recordBytes;
    for (let at = 0, read = -1; at < records.length && read !== 0; at += read) {
      read = readSync(this.#handle, records, at, records.length - at, start + at);
    }
  }

  close(): void {
    closeSync(this.#handle);
  }
}
