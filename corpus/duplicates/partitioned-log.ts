/** Records of one size, spread over partitions by a number, so that each alone fits into memory. */

import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const bufferBytes = 1 << 14;

interface Partition {
  readonly bytes: Buffer;
  readonly view: DataView;
  at: number;
  used: number;
  /** Which blocks of the file it has filled. */
  readonly blocks: number[];
}

/** Where a record is to be written: not a view of its own, of which there would be very many. */
export interface Room {
  readonly bytes: Buffer;
  /** Of the same bytes: it writes numbers quicker. */
  readonly view: DataView;
  readonly at: number;
}

/**
 * Appended to, then read partition by partition. Order within a partition is that of writing. One file holds the blocks of
 * all partitions, as they were filled.
 */
export class PartitionedLog {
  readonly #blockBytes: number;
  readonly #buffers: (Partition | undefined)[] = [];
  #file: number | undefined;
  #blocks = 0;
  /** Where partitions are read into, one after another. */
  #whole = Buffer.alloc(0);

  constructor(
    private readonly folder: string,
    private readonly name: string,
    private readonly recordBytes: number,
  ) {
    this.#blockBytes = bufferBytes - (bufferBytes % recordBytes);
  }

  /** Room for the next record of a partition, to be written at once. */
  append(partition: number): Room {
    let buffer = this.#buffers[partition];
    if (!buffer) {
      const bytes = Buffer.alloc(this.#blockBytes);
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      buffer = { bytes, view, used: 0, at: 0, blocks: [] };
      this.#buffers[partition] = buffer;
    }
    if (buffer.used === buffer.bytes.length) this.#flush(buffer);
    buffer.at = buffer.used;
    buffer.used += this.recordBytes;
    return buffer;
  }

  #flush(buffer: Partition): void {
    this.#file ??= openSync(join(this.folder, this.name), 'w+');
    const start = this.#blocks * this.#blockBytes;
    for (let at = 0; at < this.#blockBytes; ) {
      at += writeSync(this.#file, buffer.bytes, at, this.#blockBytes - at, start + at);
    }
    buffer.blocks.push(this.#blocks);
    this.#blocks += 1;
    buffer.used = 0;
  }

  /** The records of a partition, one after another; empty where nothing was appended. Good until the next call. */
  read(partition: number): Buffer {
    const buffer = this.#buffers[partition];
    if (!buffer) return Buffer.alloc(0);
    const pending = buffer.bytes.subarray(0, buffer.used);
    const file = this.#file;
    if (file === undefined || buffer.blocks.length === 0) return pending;
    const onDisk = buffer.blocks.length * this.#blockBytes;
    const length = onDisk + pending.length;
    if (length > this.#whole.length) this.#whole = Buffer.alloc(length);
    buffer.blocks.forEach((block, index) => {
      const start = index * this.#blockBytes;
      for (let at = 0, read = -1; at < this.#blockBytes && read !== 0; at += read) {
        const from = block * this.#blockBytes + at;
        read = readSync(file, this.#whole, start + at, this.#blockBytes - at, from);
      }
    });
    pending.copy(this.#whole, onDisk);
    return this.#whole.subarray(0, length);
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}
