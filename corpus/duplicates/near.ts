/** Near duplicates, found on disk by MinHash and locality-sensitive hashing. */

import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Duplicate } from './exact.js';
import { bandKey, bands, minHash, permutations } from './min-hash.js';
import { PartitionedLog } from './partitioned-log.js';
import { jaccard, type ShingledText, shingled } from './shingles.js';

/** Jaccard similarity of shingles from which two texts count as one. */
const threshold = 0.8;

/** Texts of one part of a band: what is held in memory at once. */
const partTexts = 1 << 16;
/** Places whose candidates are gone through together. */
const rangePlaces = 1 << 20;

/**
 * Takes texts in the order of places. One is a near duplicate where its shingles are those of an earlier text, itself
 * kept, to four fifths, and its numbers and symbols are the same. Bands only propose pairs; each is looked at. In memory
 * are one bit a text and one part of a band.
 */
export class NearDuplicates {
  readonly #bandLog: PartitionedLog;
  readonly #pairLog: PartitionedLog;
  readonly #texts: TextFile;
  readonly #parts: number;
  readonly #signature = new Int32Array(permutations);

  /** @param places how many places there are at most */
  constructor(
    folder: string,
    private readonly places: number,
  ) {
    this.#bandLog = new PartitionedLog(folder, 'bands', 12);
    this.#pairLog = new PartitionedLog(folder, 'pairs', 8);
    this.#texts = new TextFile(folder);
    this.#parts = Math.max(1, Math.ceil(places / partTexts));
  }

  add(text: string, place: number, count: number): void {
    minHash(shingled(text).shingles, this.#signature);
    for (let band = 0; band < bands; band += 1) {
      const key = bandKey(this.#signature, band);
      const record = this.#bandLog.append(band * this.#parts + (key % this.#parts));
      record.writeDoubleLE(key, 0);
      record.writeUInt32LE(place, 8);
    }
    this.#texts.add(text, place, count);
  }

  *found(): Generator<Duplicate> {
    this.#pair();
    const dropped = new Uint8Array((this.places >>> 3) + 1);
    const isDropped = (place: number): boolean => (((dropped[place >>> 3] ?? 0) >> (place & 7)) & 1) === 1;
    for (let range = 0; range * rangePlaces < this.places; range += 1) {
      let text: { readonly place: number; readonly shingled: ShingledText } | undefined;
      for (const { place, other } of this.#pairsOf(range)) {
        if (isDropped(place) || isDropped(other)) continue;
        if (text?.place !== place) text = { place, shingled: shingled(this.#texts.text(place)) };
        if (!isNear(text.shingled, shingled(this.#texts.text(other)))) continue;
        dropped[place >>> 3] = (dropped[place >>> 3] ?? 0) | (1 << (place & 7));
        yield { place, first: other, count: this.#texts.count(place) };
      }
    }
  }

  /** Proposes pairs: in each band, texts of the same key with the first of them and with the one before. */
  #pair(): void {
    for (let part = 0; part < bands * this.#parts; part += 1) {
      const records = this.#bandLog.read(part);
      const seen = new Map<number, { readonly first: number; last: number }>();
      for (let at = 0; at < records.length; at += 12) {
        const key = records.readDoubleLE(at);
        const place = records.readUInt32LE(at + 8);
        const before = seen.get(key);
        if (!before) {
          seen.set(key, { first: place, last: place });
          continue;
        }
        this.#propose(place, before.first);
        if (before.last !== before.first) this.#propose(place, before.last);
        before.last = place;
      }
    }
  }

  #propose(place: number, other: number): void {
    const record = this.#pairLog.append(Math.floor(place / rangePlaces));
    record.writeUInt32LE(place, 0);
    record.writeUInt32LE(other, 4);
  }

  /** The pairs of a range, each once, by place and then by the other's place. */
  *#pairsOf(range: number): Generator<{ readonly place: number; readonly other: number }> {
    const records = this.#pairLog.read(range);
    const start = range * rangePlaces;
    const pairs = Float64Array.from(
      { length: records.length / 8 },
      (_, at) => (records.readUInt32LE(at * 8) - start) * 2 ** 32 + records.readUInt32LE(at * 8 + 4),
    ).sort();
    let last = -1;
    for (const pair of pairs) {
      if (pair === last) continue;
      last = pair;
      yield { place: start + Math.floor(pair / 2 ** 32), other: pair % 2 ** 32 };
    }
  }

  close(): void {
    this.#texts.close();
  }
}

function isNear(a: ShingledText, b: ShingledText): boolean {
  return a.particulars === b.particulars && jaccard(a.shingles, b.shingles) >= threshold;
}

const entryBytes = 24;
const bufferBytes = 1 << 18;

/** Texts and counts by place, on disk. */
class TextFile {
  readonly #texts: number;
  readonly #index: number;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #entries: { readonly place: number; readonly entry: Buffer }[] = [];
  #bytes = 0;

  constructor(folder: string) {
    this.#texts = openSync(join(folder, 'texts'), 'w+');
    this.#index = openSync(join(folder, 'texts-index'), 'w+');
  }

  add(text: string, place: number, count: number): void {
    const bytes = Buffer.from(text);
    const entry = Buffer.allocUnsafe(entryBytes);
    entry.writeDoubleLE(this.#bytes, 0);
    entry.writeDoubleLE(bytes.length, 8);
    entry.writeDoubleLE(count, 16);
    this.#bytes += bytes.length;
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    this.#entries.push({ place, entry });
    if (this.#pendingBytes >= bufferBytes) this.#flush();
  }

  #flush(): void {
    if (this.#entries.length === 0) return;
    writeSync(this.#texts, Buffer.concat(this.#pending));
    // Places without a text leave a hole: entries that follow each other are written together.
    for (let from = 0; from < this.#entries.length; ) {
      const first = this.#entries[from]?.place ?? 0;
      let to = from + 1;
      while (this.#entries[to]?.place === first + to - from) to += 1;
      const run = Buffer.concat(this.#entries.slice(from, to).map(({ entry }) => entry));
      writeSync(this.#index, run, 0, run.length, first * entryBytes);
      from = to;
    }
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#entries = [];
  }

  #entry(place: number): Buffer {
    this.#flush();
    const entry = Buffer.alloc(entryBytes);
    readSync(this.#index, entry, 0, entryBytes, place * entryBytes);
    return entry;
  }

  text(place: number): string {
    const entry = this.#entry(place);
    const bytes = Buffer.alloc(entry.readDoubleLE(8));
    readSync(this.#texts, bytes, 0, bytes.length, entry.readDoubleLE(0));
    return bytes.toString('utf8');
  }

  count(place: number): number {
    return this.#entry(place).readDoubleLE(16);
  }

  close(): void {
    closeSync(this.#texts);
    closeSync(this.#index);
  }
}
