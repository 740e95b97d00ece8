/** Takes records out of the bytes of a web archive, past bad ones. */

import { isArcLine, type RecordHead, readHead } from './record-head.js';

/** A record of a web archive. */
export interface ArchiveRecord extends RecordHead {
  /** Its place in the archive, from 1, bad ones counted. */
  readonly number: number;
  readonly content: Buffer;
}

/** Content beyond this is not held: no page that a person reads is so long. */
const longestContent = 32 << 20;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Takes records out of the bytes of a WARC or ARC file as they come in. Where no record begins although one should, one
 * bad record is reported and the next is looked for; so it is where a record's length is a lie and swallowed the one
 * behind it.
 */
export class RecordParser {
  #bytes: Buffer = Buffer.alloc(0);
  /** Pieces of the content that is not complete, so that they are joined once. */
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  /** Bytes that must be there before it is worth looking again. */
  #needed = 0;
  /** Content to be passed over. */
  #skip = 0;
  #lost = false;
  #records = 0;

  constructor(private readonly onBad: (record: number, reason: string) => void) {}

  /** Takes the next bytes in; gives the records that they complete. */
  push(piece: Uint8Array): ArchiveRecord[] {
    let bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    if (this.#skip > 0) {
      const skipped = Math.min(this.#skip, bytes.length);
      this.#skip -= skipped;
      bytes = bytes.subarray(skipped);
    }
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#bytes.length + this.#waitingBytes < this.#needed) return [];
    return this.#parse(false);
  }

  /** Says that what follows does not join on: the record that is open ends here. */
  broken(): ArchiveRecord[] {
    const records = this.end();
    this.#lost = true;
    return records;
  }

  /** Says that nothing follows. A record that is cut off is reported, and given as far as it goes. */
  end(): ArchiveRecord[] {
    const records = this.#parse(true);
    this.#bytes = Buffer.alloc(0);
    this.#skip = 0;
    return records;
  }

  #join(): void {
    const [first] = this.#waiting;
    if (first) {
      const alone = this.#bytes.length === 0 && this.#waiting.length === 1;
      this.#bytes = alone ? first : Buffer.concat([this.#bytes, ...this.#waiting]);
    }
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  #bad(reason: string): void {
    this.#records += 1;
    this.onBad(this.#records, reason);
  }

  #parse(isEnd: boolean): ArchiveRecord[] {
    this.#join();
    const bytes = this.#bytes;
    const records: ArchiveRecord[] = [];
    let at = 0;
    this.#needed = 0;
    for (;;) {
      if (this.#lost) {
        const next = nextHead(bytes, at);
        if (next === undefined) {
          // The beginning of a head may stand at the end.
          at = isEnd ? bytes.length : Math.max(at, bytes.lastIndexOf(lineFeed) + 1);
          break;
        }
        at = next;
        this.#lost = false;
      }
      while (bytes[at] === lineFeed || bytes[at] === carriageReturn) at += 1;
      if (at >= bytes.length) break;
      const finding = readHead(bytes, at, isEnd);
      if (finding.kind === 'unfinished') break;
      if (finding.kind === 'bad') {
        this.#bad('does not begin as a record does');
        this.#lost = true;
        at = Math.max(at + 1, bytes.indexOf(lineFeed, at));
        continue;
      }
      const { head } = finding;
      const start = at + finding.bytes;
      const end = start + head.length;
      if (head.length > longestContent) {
        this.#bad(`is longer than ${longestContent >> 20} MB`);
        this.#skip = Math.max(0, end - bytes.length);
        at = Math.min(end, bytes.length);
        continue;
      }
      // With a few bytes more it shows whether the length is true.
      if (end + 4 > bytes.length && !isEnd) {
        this.#needed = end + 4 - at;
        break;
      }
      const next = end > bytes.length ? 'none' : whatFollows(bytes, end);
      if (next === 'unknown' && !isEnd) {
        this.#needed = bytes.length - at + 1;
        break;
      }
      const swallowed = next === 'none' ? nextHead(bytes, start) : undefined;
      if (swallowed !== undefined && swallowed < end) {
        this.#bad('is shorter than it says');
        at = swallowed;
        continue;
      }
      if (end > bytes.length) this.onBad(this.#records + 1, 'is cut off');
      this.#records += 1;
      records.push({ ...head, number: this.#records, content: bytes.subarray(start, end) });
      at = Math.min(end, bytes.length);
    }
    this.#bytes = bytes.subarray(at);
    return records;
  }
}

/** What stands behind content: a record or nothing, no record, or too few bytes to tell. */
function whatFollows(bytes: Buffer, end: number): 'record' | 'none' | 'unknown' {
  let at = end;
  while (bytes[at] === lineFeed || bytes[at] === carriageReturn) at += 1;
  if (at >= bytes.length) return 'record';
  if (at === end) return 'none';
  const start = bytes.toString('latin1', at, at + 5);
  if (start === 'WARC/' || arcLineAt(bytes, at)) return 'record';
  return bytes.length - at < longestArcLine && !bytes.includes(lineFeed, at) ? 'unknown' : 'none';
}

/** Bytes of a line that is looked at: longer ones are no head of ARC. */
const longestArcLine = 4_096;

function arcLineAt(bytes: Buffer, at: number): boolean {
  const line = bytes.indexOf(lineFeed, at);
  return line !== -1 && line - at < longestArcLine && isArcLine(bytes.toString('latin1', at, line));
}

/** Where the next line begins that looks like a record's first, at `from` or behind it. */
function nextHead(bytes: Buffer, from: number): number | undefined {
  let line = from;
  while (line < bytes.length) {
    if (bytes.toString('latin1', line, line + 5) === 'WARC/' || arcLineAt(bytes, line)) return line;
    const feed = bytes.indexOf(lineFeed, line);
    if (feed === -1) return undefined;
    line = feed + 1;
  }
  return undefined;
}
