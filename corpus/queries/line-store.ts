/** The lines of a sequence of queries, wherever they stand. */

import { closeSync, openSync, readSync } from 'node:fs';
import { PlaceTable } from './place-table.js';
import type { SignedLines } from './signed-lines.js';

/** Bytes read at once where lines are read one after another. */
const windowBytes = 1 << 18;

/** Queries by their place: first those of one file, then those of the next. */
export class LineStore {
  readonly #table: PlaceTable;
  readonly #handles: number[] = [];
  readonly #window: { file: number; offset: number; bytes: Buffer } = {
    file: -1,
    offset: 0,
    bytes: Buffer.alloc(0),
  };

  constructor(folder: string) {
    this.#table = new PlaceTable(folder);
  }

  get places(): number {
    return this.#table.places;
  }

  /** Lines added from now on stand in this file. */
  nextFile(path: string): void {
    this.#handles.push(openSync(path, 'r'));
  }

  /** @param start where the lines' bytes begin in the file */
  add(lines: SignedLines, start: number): void {
    this.#table.add(lines, this.#handles.length - 1, start);
  }

  count(place: number): number {
    return this.#table.at(place).count;
  }

  /** The line at a place, and how often it says that it was asked. Quick for places in order. */
  counted(place: number): { readonly line: Buffer; readonly count: number } {
    const { file, offset, length, count } = this.#table.at(place);
    return { line: this.#inOrder(file, offset, length), count };
  }

  #inOrder(file: number, offset: number, length: number): Buffer {
    const window = this.#window;
    const inWindow = offset - window.offset;
    if (file !== window.file || inWindow < 0 || inWindow + length > window.bytes.length) {
      window.file = file;
      window.offset = offset;
      window.bytes = this.#read(file, offset, Math.max(windowBytes, length));
      return window.bytes.subarray(0, length);
    }
    return window.bytes.subarray(inWindow, inWindow + length);
  }

  /** The line at any place, alone. */
  lineAlone(place: number): Buffer {
    const { file, offset, length } = this.#table.alone(place);
    return this.#read(file, offset, length);
  }

  #read(file: number, offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    return bytes.subarray(0, readSync(this.#handles[file] ?? -1, bytes, 0, length, offset));
  }

  close(): void {
    this.#table.close();
    for (const handle of this.#handles) closeSync(handle);
  }
}
