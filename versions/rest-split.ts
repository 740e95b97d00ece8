import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { Column } from '../src/core/column.js';
import { MixevalError, systemCode } from '../src/core/errors.js';
import type { ItemReader, PlacedHead, RestingSplit } from '../src/core/resting-split.js';
import type { ItemHead, ReleaseItem, SplitDesign } from '../src/core/schemas/release-item.js';
import { madeOnDemand, memberAt } from '../src/core/sequence.js';
import { Terms } from '../src/core/terms.js';
import { type Line, memberOfLine, type PlacedItem } from './split-file.js';

/**
 * Puts a split at rest: of each item its id and up to eight numbers, 68 bytes at most, outside of what the garbage collector looks
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
  rows.trim();
  return {
    ...design,
    count: rows.count,
    heads: madeOnDemand(rows.count, (place) => rows.head(place)),
    reader: () => readerOf(rows),
  };
}

/** Of a row: the number of its kind, its line's length and its checksum. */
const wordsPerRow = 3;
const idBytes = 16;

/** What many items have in common. */
interface Kind extends Pick<ItemHead, 'problem_type' | 'benchmarks' | 'cluster'> {
  readonly file: string;
}

/** Items as rows of numbers. */
class Rows {
  count = 0;
  readonly #weights = new Column(1);
  /** NaN where they are null. */
  readonly #pis = new Column(Number.NaN);
  readonly #tilts = new Column(1);
  /** NaN where they are null. */
  readonly #difficulties = new Column(Number.NaN);
  /** Where an item's line begins. */
  readonly #starts = new Column(0);
  #words = new Uint32Array(1024 * wordsPerRow);
  #ids = Buffer.alloc(1024 * idBytes);
  readonly #kinds = new Terms<Kind>();
  /** Items of files that do not hold one a line: these have no place to be read from. */
  readonly whole = new Map<number, ReleaseItem>();

  add({ item, file, line }: PlacedItem): void {
    const place = this.count;
    this.count += 1;
    if (this.count * idBytes > this.#ids.length) this.#resize(2 * place);
    this.#ids.write(item.id, place * idBytes, 'hex');
    const { weight, pi, tilt, difficulty, problem_type, benchmarks, cluster } = item;
    this.#weights.set(place, weight);
    this.#pis.set(place, pi ?? Number.NaN);
    this.#tilts.set(place, tilt);
    this.#difficulties.set(place, difficulty ?? Number.NaN);
    this.#starts.set(place, line?.at ?? 0);
    const kind = this.#kinds.numberOf({ problem_type, benchmarks, cluster, file });
    this.#words.set([kind, line?.length ?? 0, line?.crc ?? 0], place * wordsPerRow);
    if (!line) this.whole.set(place, item);
  }

  /** Gives back what was kept for more rows. */
  trim(): void {
    this.#resize(this.count);
    for (const column of [this.#weights, this.#pis, this.#tilts, this.#difficulties, this.#starts]) {
      column.trim(this.count);
    }
  }

  head(place: number): PlacedHead {
    const { problem_type, benchmarks, cluster } = this.#kind(place);
    const [pi, difficulty] = [this.#pis.at(place), this.#difficulties.at(place)];
    return {
      place,
      id: this.id(place),
      problem_type,
      benchmarks,
      weight: this.#weights.at(place),
      pi: Number.isNaN(pi) ? null : pi,
      tilt: this.#tilts.at(place),
      difficulty: Number.isNaN(difficulty) ? null : difficulty,
      cluster,
    };
  }

  id(place: number): string {
    return this.#ids.toString('hex', place * idBytes, (place + 1) * idBytes);
  }

  /** Where an item's line stands. */
  line(place: number): Line & { readonly file: string } {
    return {
      file: this.#kind(place).file,
      at: this.#starts.at(place),
      length: this.#word(place, 1),
      crc: this.#word(place, 2),
    };
  }

  #word(place: number, column: number): number {
    return this.#words[place * wordsPerRow + column] ?? 0;
  }

  #kind(place: number): Kind {
    return memberAt(this.#kinds.values, this.#word(place, 0));
  }

  #resize(rows: number): void {
    const words = new Uint32Array(rows * wordsPerRow);
    words.set(this.#words.subarray(0, words.length));
    this.#words = words;
    const ids = Buffer.alloc(rows * idBytes);
    this.#ids.copy(ids);
    this.#ids = ids;
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
    const found = crc32(line) === crc ? checkedItem(line) : undefined;
    if (found) return found;
    throw changed(file);
  };
}

/** The item of a line whose fields were checked when the split was put at rest: to check them takes longer than to read it. */
function checkedItem(line: Buffer): ReleaseItem | undefined {
  const items: Record<string, ReleaseItem> = JSON.parse(memberOfLine(line));
  return Object.values(items)[0];
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
