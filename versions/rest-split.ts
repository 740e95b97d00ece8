import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { MixevalError, systemCode } from '../src/core/errors.js';
import type { ItemReader, PlacedHead, RestingSplit } from '../src/core/resting-split.js';
import { formats } from '../src/core/schemas/item.js';
import type { ReleaseItem, SplitDesign } from '../src/core/schemas/release-item.js';
import { madeOnDemand } from '../src/core/sequence.js';
import { itemsOfLine, type Line, type PlacedItem } from './split-file.js';

/**
 * Puts a split at rest: of each item its id and eleven numbers, 104 bytes in all, outside of what the garbage collector looks
 * at; an item as an object with its texts takes one to several kilobytes.
 *
 * @param items in rising order of their places
 */
export async function restSplit(
  design: SplitDesign,
  items: AsyncIterable<PlacedItem>,
): Promise<RestingSplit> {
  const rows = new Rows();
  for await (const placed of items) rows.add(placed);
  return {
    ...design,
    count: rows.count,
    heads: madeOnDemand(rows.count, (place) => rows.head(place)),
    reader: () => readerOf(rows),
  };
}

/** Numbers of a row. */
const width = 11;
const idBytes = 16;

/** Items as rows of numbers; what is null is NaN there. */
class Rows {
  count = 0;
  #numbers = new Float64Array(1024 * width);
  #ids = Buffer.alloc(1024 * idBytes);
  readonly #files = new Terms<string>();
  readonly #benchmarks = new Terms<string[]>();
  /** Items of files that do not hold one a line: these have no place to be read from. */
  readonly whole = new Map<number, ReleaseItem>();

  add({ item, file, line }: PlacedItem): void {
    const place = this.count;
    this.count += 1;
    if (this.count * width > this.#numbers.length) this.#grow();
    this.#ids.write(item.id, place * idBytes, 'hex');
    const row = [
      item.weight,
      item.pi ?? Number.NaN,
      item.tilt,
      item.difficulty ?? Number.NaN,
      item.cluster,
      formats.indexOf(item.problem_type),
      this.#benchmarks.numberOf(item.benchmarks),
      this.#files.numberOf(file),
      line?.at ?? 0,
      line?.length ?? 0,
      line?.crc ?? 0,
    ];
    this.#numbers.set(row, place * width);
    if (!line) this.whole.set(place, item);
  }

  head(place: number): PlacedHead {
    const [weight = 1, pi = 1, tilt = 1, difficulty = 0, cluster = 0, format = 0, benchmarks = 0] =
      this.#row(place);
    return {
      place,
      id: this.id(place),
      problem_type: formats[format] ?? 'free-form',
      benchmarks: this.#benchmarks.values[benchmarks] ?? [],
      weight: lean(weight),
      pi: Number.isNaN(pi) ? null : lean(pi),
      tilt: lean(tilt),
      difficulty: Number.isNaN(difficulty) ? null : lean(difficulty),
      cluster: lean(cluster),
    };
  }

  id(place: number): string {
    return this.#ids.toString('hex', place * idBytes, (place + 1) * idBytes);
  }

  /** Where an item's line stands. */
  line(place: number): Line & { readonly file: string } {
    const [file = 0, at = 0, length = 0, crc = 0] = this.#row(place).subarray(7);
    return { file: this.#files.values[file] ?? '', at, length, crc };
  }

  #row(place: number): Float64Array {
    return this.#numbers.subarray(place * width, (place + 1) * width);
  }

  #grow(): void {
    const numbers = new Float64Array(2 * this.#numbers.length);
    numbers.set(this.#numbers);
    this.#numbers = numbers;
    this.#ids = Buffer.concat([this.#ids, Buffer.alloc(this.#ids.length)]);
  }
}

/** A whole number as V8 keeps small ones: in the object itself. As it comes out of a column it has memory of its own. */
function lean(value: number): number {
  return Number.isInteger(value) ? Math.trunc(value) : value;
}

/** Values that many items share, by number. */
class Terms<T> {
  readonly values: T[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(value: T): number {
    const key = JSON.stringify(value);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.values.length);
    return this.values.push(value) - 1;
  }
}

/** What is read at once: a hundred items of the usual length. */
const blockBytes = 1 << 16;

function readerOf(rows: Rows): ItemReader {
  let block: { file: string; at: number; bytes: Buffer } = { file: '', at: 0, bytes: Buffer.alloc(0) };
  return async (place) => {
    const whole = rows.whole.get(place);
    if (whole) return whole;
    const { file, at, length, crc } = rows.line(place);
    if (file !== block.file || at < block.at || at + length > block.at + block.bytes.length) {
      block = { file, at, bytes: await readBytes(file, at, Math.max(length, blockBytes)) };
    }
    const start = at - block.at;
    const line = block.bytes.subarray(start, start + length);
    // An edited item may have kept its id.
    const [found] = crc32(line) === crc ? itemsOfLine(line, file) : [];
    if (found) return found[1];
    throw changed(file);
  };
}

function changed(file: string, cause?: unknown): MixevalError {
  return new MixevalError('corrupt', `${file} has changed since it was opened.`, {
    cause,
    next: 'Put the release back as it was, then run the same command again: it goes on.',
    details: { file },
  });
}

/** Opened anew each time, so that nothing has to be closed by whoever stops half-way. */
async function readBytes(file: string, at: number, length: number): Promise<Buffer> {
  const handle = await open(file).catch((cause: unknown) => {
    throw systemCode(cause) === 'ENOENT' ? changed(file, cause) : cause;
  });
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, at);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
