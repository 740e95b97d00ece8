/** Near duplicates, found on disk by MinHash and locality-sensitive hashing. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfAborted } from '../../src/core/errors.js';
import type { Duplicate } from './exact.js';
import { bands, keyWords, minHash, signatureLength, writeBandKeys } from './min-hash.js';
import { PairTable } from './pair-table.js';
import { PartitionedLog } from './partitioned-log.js';
import { PlacedRecords } from './placed-records.js';
import { hashOf, jaccard, particularsOf, type ShingledText, shingled, shinglesOf } from './shingles.js';
import { mayBeNear, sketchWords, writeSketch } from './sketch.js';

/** Jaccard similarity of shingles from which two texts count as one. */
const threshold = 0.8;

/** Files of each band. */
const parts = 16;
/** Texts of one band that are held in memory at once. */
const heldTexts = 1 << 18;
/** Places whose candidates are gone through together. */
const rangePlaces = 1 << 17;

/** Places whose sketches are read together. */
const sketchesRead = 1 << 12;

/** Earlier texts whose shingles are kept at hand: many pairs are of a few texts that much is like. */
const atHand = 16_384;

/** Pairs that are looked at in one turn of the event loop. */
const pairsATurn = 1_000;

/** Words of 32 bits of one text by which near duplicates are proposed. */
export const textKeyWords = bands * keyWords;

/** Of a band's log: a key and the place of its text. */
const bandRecordBytes = keyWords * 4 + 4;

const signature = new Int32Array(signatureLength);

/** What texts are found by, one after another: `textKeyWords` and `sketchWords` words each. */
export interface Signatures {
  readonly keys: Uint32Array;
  /** Zeros before they are written. */
  readonly sketches: Uint32Array<ArrayBuffer>;
}

/** Writes the signature of a text: two texts that share a key are looked at. Texts of other particulars share none. */
export function writeSignature(text: string, { keys, sketches }: Signatures, at: number): void {
  const shingles = shinglesOf(text);
  minHash(shingles, signature);
  writeSketch(shingles, sketches, at * sketchWords);
  writeBandKeys(signature, hashOf(particularsOf(text)), keys, at * textKeyWords);
}

/** The texts among which near duplicates are looked for. */
export interface NearTexts {
  readonly places: number;
  /** Quick for places in order. */
  text(place: number): string;
  /** The text at any place before. */
  earlierText(place: number): string;
  /** How often it was asked. */
  count(place: number): number;
  /** Whether the text at a place is out already, as an exact duplicate. */
  isOut(place: number): boolean;
}

/**
 * Takes texts in the order of places. One is a near duplicate where its shingles are those of an earlier text, itself
 * kept, to four fifths, and its numbers and symbols are the same. Bands only propose pairs; what their sketches do not rule
 * out is looked at. In memory are one bit a text and a part of a band.
 */
export class NearDuplicates {
  readonly #seen = new PairTable();
  readonly #bandLog: PartitionedLog;
  readonly #pairLog: PartitionedLog;
  readonly #sketches: PlacedRecords;

  constructor(folder: string) {
    this.#bandLog = new PartitionedLog(folder, 'bands', bandRecordBytes);
    this.#pairLog = new PartitionedLog(folder, 'pairs', 8);
    this.#sketches = new PlacedRecords(folder, 'sketches', sketchWords * 4);
  }

  /** Takes the texts of the next places. */
  add({ keys, sketches }: Signatures): void {
    let place = this.#sketches.places;
    for (let of = 0; of < keys.length; of += textKeyWords) {
      for (let band = 0; band < bands; band += 1) {
        const low = keys[of + band * keyWords] ?? 0;
        const { view, at } = this.#bandLog.append(band * parts + (low & (parts - 1)));
        view.setUint32(at, low, true);
        view.setUint32(at + 4, keys[of + band * keyWords + 1] ?? 0, true);
        view.setUint32(at + 8, place, true);
      }
      place += 1;
    }
    this.#sketches.append(bytesOf(sketches));
  }

  close(): void {
    for (const part of [this.#bandLog, this.#pairLog, this.#sketches]) part.close();
  }

  /** Between parts other work gets its turn, an interruption above all. */
  async *found(texts: NearTexts, signal?: AbortSignal): AsyncGenerator<Duplicate> {
    for (let part = 0; part < bands * parts; part += 1) {
      const records = viewOf(this.#bandLog.read(part));
      const rounds = roundsFor(records, texts);
      for (let round = 0; round < rounds; round += 1) {
        this.#pair(records, texts, { round, rounds });
        await nextTurn();
        throwIfAborted(signal);
      }
    }
    const { places } = texts;
    const dropped = new Uint8Array((places >>> 3) + 1);
    const isDropped = (place: number): boolean => (((dropped[place >>> 3] ?? 0) >> (place & 7)) & 1) === 1;
    const earlier = new Map<number, ShingledText>();
    const shingledEarlier = (place: number): ShingledText => {
      const known = earlier.get(place);
      if (known) return known;
      const found = shingled(texts.earlierText(place));
      if (earlier.size >= atHand) earlier.clear();
      earlier.set(place, found);
      return found;
    };
    for (let range = 0; range * rangePlaces < places; range += 1) {
      let text: { readonly place: number; readonly shingled: ShingledText } | undefined;
      let pairs = 0;
      for (const { place, other } of this.#pairsOf(range)) {
        pairs += 1;
        if (pairs % pairsATurn === 0) {
          await nextTurn();
          throwIfAborted(signal);
        }
        if (isDropped(place) || isDropped(other)) continue;
        if (text?.place !== place) text = { place, shingled: shingled(texts.text(place)) };
        if (!isNear(text.shingled, shingledEarlier(other))) continue;
        dropped[place >>> 3] = (dropped[place >>> 3] ?? 0) | (1 << (place & 7));
        yield { place, first: other, count: texts.count(place) };
      }
    }
  }

  /**
   * Proposes pairs: of a band's texts with the same key, each with the first of them and with the one before. In each
   * round other keys are looked at.
   */
  #pair(
    records: DataView,
    { isOut }: NearTexts,
    { round, rounds }: { readonly round: number; readonly rounds: number },
  ): void {
    const seen = this.#seen;
    seen.reset(Math.min(heldTexts * 2, records.byteLength / bandRecordBytes));
    for (let at = 0; at < records.byteLength; at += bandRecordBytes) {
      const low = records.getUint32(at, true);
      if (rounds > 1 && Math.floor(low / parts) % rounds !== round) continue;
      const place = records.getUint32(at + 8, true);
      if (isOut(place)) continue;
      const before = seen.put(low, records.getUint32(at + 4, true), place);
      if (before === undefined) continue;
      this.#propose(place, before.first);
      if (before.last !== before.first) this.#propose(place, before.last);
    }
  }

  #propose(place: number, other: number): void {
    const { view, at } = this.#pairLog.append(Math.floor(place / rangePlaces));
    view.setUint32(at, place, true);
    view.setUint32(at + 4, other, true);
  }

  /** The pairs of a range that may be near, each once, by place and then by the other's place. */
  *#pairsOf(range: number): Generator<{ readonly place: number; readonly other: number }> {
    const start = range * rangePlaces;
    for (const pair of this.#likelyPairs(viewOf(this.#pairLog.read(range)), start).sort()) {
      yield { place: start + Math.floor(pair / 2 ** 32), other: pair % 2 ** 32 };
    }
  }

  /** Pairs that sketches do not rule out, each once, as a number: the place within its range, times 2^32, and the other. */
  #likelyPairs(records: DataView, start: number): Float64Array {
    // By the other's place first: so sketches are read in order.
    const pairs = new Float64Array(records.byteLength / 8);
    for (let pair = 0; pair < pairs.length; pair += 1) {
      const place = records.getUint32(pair * 8, true) - start;
      pairs[pair] = records.getUint32(pair * 8 + 4, true) * rangePlaces + place;
    }
    const ofRange = new Uint32Array(rangePlaces * sketchWords);
    this.#sketches.read(start, bytesOf(ofRange));
    const ofOthers = new Uint32Array(sketchesRead * sketchWords);
    let read = -1;
    let last = -1;
    let likely = 0;
    for (const pair of pairs.sort()) {
      if (pair === last) continue;
      last = pair;
      const other = Math.floor(pair / rangePlaces);
      const place = pair % rangePlaces;
      const block = Math.floor(other / sketchesRead);
      if (block !== read) this.#sketches.read(block * sketchesRead, bytesOf(ofOthers));
      read = block;
      if (!mayBeNear(ofRange, place * sketchWords, ofOthers, (other % sketchesRead) * sketchWords)) continue;
      pairs[likely] = place * 2 ** 32 + other;
      likely += 1;
    }
    return pairs.subarray(0, likely);
  }
}

function bytesOf(words: Uint32Array<ArrayBuffer>): Uint8Array {
  return new Uint8Array(words.buffer);
}

/** It reads numbers quicker than a Buffer does. */
function viewOf({ buffer, byteOffset, length }: Buffer): DataView {
  return new DataView(buffer, byteOffset, length);
}

/** In how many rounds a part of a band is gone through, so that what is held of it fits into memory. */
function roundsFor(records: DataView, { isOut }: NearTexts): number {
  if (records.byteLength <= heldTexts * bandRecordBytes) return 1;
  let texts = 0;
  for (let at = 0; at < records.byteLength; at += bandRecordBytes) {
    if (!isOut(records.getUint32(at + 8, true))) texts += 1;
  }
  return Math.max(1, Math.ceil(texts / heldTexts));
}

function isNear(a: ShingledText, b: ShingledText): boolean {
  return a.particulars === b.particulars && jaccard(a.shingles, b.shingles) >= threshold;
}
