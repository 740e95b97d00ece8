/** Records of one size, spread over files by a number, so that each file alone fits into memory. */

import { appendFileSync, closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

const bufferBytes = 1 << 14;

interface Partition {
  readonly bytes: Buffer;
  readonly view: DataView;
  at: number;
  used: number;
  onDisk: boolean;
}

/** Where a record is to be written: not a view of its own, of which there would be very many. */
export interface Room {
  readonly bytes: Buffer;
  /** Of the same bytes: it writes numbers quicker. */
  readonly view: DataView;
  readonly at: number;
}

/** Appended to, then read partition by partition. Order within a partition is that of writing. */
export class PartitionedLog {
  readonly #buffers: (Partition | undefined)[] = [];
  /** Where partitions are read into, one after another. */
  #whole = Buffer.alloc(0);

  constructor(
    private readonly folder: string,
    private readonly name: string,
    private readonly recordBytes: number,
  ) {}

  /** Room for the next record of a partition, to be written at once. */
  append(partition: number): Room {
    let buffer = this.#buffers[partition];
    if (!buffer) {
      const bytes = Buffer.alloc(bufferBytes - (bufferBytes % this.recordBytes));
      buffer = {
        bytes,
        view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
        used: 0,
        at: 0,
        onDisk: false,
      };
      this.#buffers[partition] = buffer;
    }
    if (buffer.used === buffer.bytes.length) this.#flush(partition, buffer);
    buffer.at = buffer.used;
    buffer.used += this.recordBytes;
    return buffer;
  }

  #flush(partition: number, buffer: Partition): void {
    appendFileSync(this.#file(partition), buffer.bytes.subarray(0, buffer.used));
    buffer.used = 0;
    buffer.onDisk = true;
  }

  #file(partition: number): string {
    return join(this.folder, `${this.name}-${partition}`);
  }

  /** The records of a partition, one after another; empty where nothing was appended. Good until the next call. */
  read(partition: number): Buffer {
    const buffer = this.#buffers[partition];
    if (!buffer) return Buffer.alloc(0);
    const pending = buffer.bytes.subarray(0, buffer.used);
    if (!buffer.onDisk) return pending;
    const file = openSync(this.#file(partition), 'r');
    try {
      const onDisk = fstatSync(file).size;
      const length = onDisk + pending.length;
      if (length > this.#whole.length) this.#whole = Buffer.alloc(length);
      for (let at = 0, read = -1; at < onDisk && read !== 0; at += read) {
        read = readSync(file, this.#whole, at, onDisk - at, at);
      }
      pending.copy(this.#whole, onDisk);
      return this.#whole.subarray(0, length);
    } finally {
      closeSync(file);
    }
  }
}
