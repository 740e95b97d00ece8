import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MixevalError } from '../../src/core/errors.js';
import { ByteFile } from './byte-file.js';
import { KeyTable, keyBytes, wordsPerKey } from './key-table.js';

/** Rows read at once, and how far apart wanted rows may lie to be read together. */
const rowsPerRead = 4096;
const rowsBetween = 16;

function bytesOf(values: Float32Array | Uint32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/**
 * Unit vectors in one file, their keys in another, in the same order. Vectors reach the disk before their keys, so that
 * whatever is cut off, a key's row is whole; opening drops what has no partner.
 */
export class VectorFiles {
  readonly #table = new KeyTable();

  private constructor(
    private readonly path: string,
    private readonly dimensions: number,
    private readonly vectors: ByteFile,
    private readonly keys: ByteFile,
  ) {}

  /** The names of one generation's files. */
  static names(generation: number): readonly [vectors: string, keys: string] {
    return [`vectors-${generation}.f32`, `keys-${generation}.bin`];
  }

  static async open(folder: string, generation: number, dimensions: number): Promise<VectorFiles> {
    const [vectorsName, keysName] = VectorFiles.names(generation);
    const vectors = await ByteFile.open(join(folder, vectorsName));
    const keys = await ByteFile.open(join(folder, keysName));
    const files = new VectorFiles(join(folder, vectorsName), dimensions, vectors, keys);
    await files.#recover();
    return files;
  }

  async #recover(): Promise<void> {
    const whole = async (file: ByteFile, bytes: number) => Math.floor((await file.size()) / bytes);
    const rows = Math.min(await whole(this.vectors, this.#rowBytes), await whole(this.keys, keyBytes));
    await this.vectors.truncate(rows * this.#rowBytes);
    await this.keys.truncate(rows * keyBytes);
    const keys = new Uint32Array(rows * wordsPerKey);
    await this.keys.read(bytesOf(keys), 0);
    this.#table.addAll(keys);
  }

  get rows(): number {
    return this.#table.size;
  }

  /** The row of a key, or -1. `at` is its place among `keys`. */
  find(keys: Uint32Array, at: number): number {
    return this.#table.find(keys, at);
  }

  /** The keys of rows, in that order. */
  keysOf(rows: Int32Array): Uint32Array {
    return this.#table.keysOf(rows);
  }

  /**
   * Adds vectors under new keys and returns once both are on the disk.
   *
   * @param keys 4 words each, one for each vector
   * @param vectors row-major [keys, dimensions]
   */
  async append(keys: Uint32Array, vectors: Float32Array): Promise<void> {
    await this.vectors.write(bytesOf(vectors), this.rows * this.#rowBytes);
    await this.keys.write(bytesOf(keys), this.rows * keyBytes);
    this.#table.addAll(keys);
  }

  /**
   * Reads rows, in any order, again and again where a row is named so.
   *
   * @returns row-major [rows.length, dimensions]
   * @throws MixevalError `corrupt` where a row holds no unit vector: the disk has lost what was written
   */
  async read(rows: Int32Array): Promise<Float32Array> {
    const width = this.dimensions;
    const found = new Float32Array(rows.length * width);
    const order = Uint32Array.from(rows.keys()).sort((a, b) => (rows[a] ?? 0) - (rows[b] ?? 0));
    const rowAt = (rank: number): number => rows[order[rank] ?? 0] ?? 0;
    for (let start = 0; start < order.length; ) {
      const first = rowAt(start);
      let end = start + 1;
      while (
        end < order.length &&
        rowAt(end) - rowAt(end - 1) <= rowsBetween &&
        rowAt(end) - first < rowsPerRead
      ) {
        end += 1;
      }
      const run = new Float32Array((rowAt(end - 1) + 1 - first) * width);
      await this.vectors.read(bytesOf(run), first * this.#rowBytes);
      for (; start < end; start += 1) {
        const at = (rowAt(start) - first) * width;
        const vector = run.subarray(at, at + width);
        this.#checkNorm(vector);
        found.set(vector, (order[start] ?? 0) * width);
      }
    }
    return found;
  }

  #checkNorm(vector: Float32Array): void {
    let squares = 0;
    for (const value of vector) squares += value * value;
    if (Math.abs(squares - 1) < 1e-3) return;
    throw new MixevalError('corrupt', `${this.path} holds something that is no embedding.`, {
      next: 'Remove the folder it lies in: what was in it will be encoded again.',
    });
  }

  async close(): Promise<void> {
    await this.vectors.close();
    await this.keys.close();
  }

  get #rowBytes(): number {
    return this.dimensions * Float32Array.BYTES_PER_ELEMENT;
  }
}

/** Removes one generation's files, if they are there. */
export async function removeVectorFiles(folder: string, generation: number): Promise<void> {
  for (const name of VectorFiles.names(generation)) await rm(join(folder, name), { force: true });
}
