/** Merges duplicates into the count of the query kept, on disk. */

import { createReadStream } from 'node:fs';
import { MixevalError, throwIfAborted } from '../../src/core/errors.js';
import type { OnProgress } from '../../src/core/progress.js';
import type { WildQuery } from '../../src/core/schemas/wild-query.js';
import { type Duplicate, ExactDuplicates, idBytes } from '../duplicates/exact.js';
import { NearDuplicates } from '../duplicates/near.js';
import { Changes } from './changes.js';
import type { MergedLine } from './detect.js';
import { LineStore } from './line-store.js';
import type { SiftThreads } from './sift-threads.js';
import type { SignedLines } from './signed-lines.js';
import { wholeLines } from './whole-lines.js';

export interface MergeOptions {
  readonly signal: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
  /** Told of each new query that is a duplicate; it is read where it is asked for. */
  readonly onDuplicate: (
    reason: 'duplicate' | 'near-duplicate',
    query: () => WildQuery,
  ) => Promise<void> | undefined;
}

const reportedEvery = 50_000;
/** Lines that are handed on together: enough for full batches of the detector's encoder. */
const linesAtOnce = 2_048;
/** Bytes from which on they are handed on, though they are fewer. */
const bytesAtOnce = 1 << 20;

/**
 * Merges exact and near duplicates into the count of the query that came first, across all sessions of a corpus. All
 * queries, old ones first, form one sequence; what becomes of each place in it is worked out on disk, so that memory
 * does not grow with the corpus.
 */
export class Merger {
  readonly #exact: ExactDuplicates;
  readonly #near: NearDuplicates;
  readonly #store: LineStore;
  readonly #exactChanges: Changes;
  readonly #nearChanges: Changes;
  #old = 0;
  #kept = 0;
  #new = 0;

  /** @param folder empty; what is worked out lies there */
  constructor(folder: string) {
    this.#exact = new ExactDuplicates(folder);
    this.#near = new NearDuplicates(folder);
    this.#store = new LineStore(folder);
    this.#exactChanges = new Changes(folder, 'exact');
    this.#nearChanges = new Changes(folder, 'near');
  }

  /** New queries that are kept; known when `all` has ended. */
  get kept(): number {
    return this.#kept;
  }

  /** New queries that will be kept; known when `all` gives its first lines. */
  get new(): number {
    return this.#new;
  }

  /** Takes in what the corpus holds already. */
  async takeOld(path: string, sifter: SiftThreads, signal: AbortSignal | undefined): Promise<void> {
    this.nextFile(path);
    await this.takeFile(path, sifter, signal);
    this.#old = this.#store.places;
  }

  /** Lines added from now on stand in this file. */
  nextFile(path: string): void {
    this.#store.nextFile(path);
  }

  /**
   * Takes in all queries of the file that was named last.
   *
   * @throws MixevalError `invalid-data` for a line that is no query
   */
  async takeFile(path: string, sifter: SiftThreads, signal: AbortSignal | undefined): Promise<void> {
    const underWay: Promise<void>[] = [];
    let last = Promise.resolve();
    let lines = 0;
    let start = 0;
    for await (const bytes of wholeLines(createReadStream(path, { highWaterMark: 1 << 18 }))) {
      throwIfAborted(signal);
      const checking = sifter.check(bytes);
      checking.catch(() => undefined);
      const from = { line: lines, offset: start };
      last = last.then(async () => {
        const { lines: found, bad } = await checking;
        if (bad) throw notAQuery(path, from.line + bad.line + 1, bad.reason);
        this.add(found, from.offset);
      });
      last.catch(() => undefined);
      for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) lines += 1;
      start += bytes.length;
      underWay.push(last);
      if (underWay.length >= sifter.depth) await underWay.shift();
    }
    await last;
  }

  /** @param start where the lines' bytes begin in the file that was named last */
  add(lines: SignedLines, start: number): void {
    const { length, ids, counts } = lines;
    const first = this.#store.places;
    for (let at = 0; at < length; at += 1) {
      this.#exact.add(ids, at * idBytes, first + at, counts[at] ?? 1);
    }
    this.#near.add(lines);
    this.#store.add(lines, start);
  }

  /** All queries that are kept, with their final counts, the old ones first. Called once, when all were added. */
  async *all({ signal, onProgress, onDuplicate }: MergeOptions): AsyncGenerator<readonly MergedLine[]> {
    const store = this.#store;
    const { places } = store;
    this.#new = places - this.#old;
    const dropped = ({ place }: Duplicate): void => {
      if (place >= this.#old) this.#new -= 1;
    };
    const exact = this.#exactChanges;
    const out = new Uint8Array((places >>> 3) + 1);
    for (const duplicate of this.#exact.found()) {
      exact.merge(duplicate);
      dropped(duplicate);
      out[duplicate.place >>> 3] = (out[duplicate.place >>> 3] ?? 0) | (1 << (duplicate.place & 7));
    }
    const nearly = this.#nearChanges;
    const texts = {
      places,
      text: (place: number) => parsed(store.counted(place).line).text,
      earlierText: (place: number) => parsed(store.lineAlone(place)).text,
      count: (place: number) => store.count(place) + (exact.at(place) ?? 0),
      isOut: (place: number) => (((out[place >>> 3] ?? 0) >> (place & 7)) & 1) === 1,
    };
    for await (const duplicate of this.#near.found(texts, signal)) {
      nearly.merge(duplicate);
      dropped(duplicate);
    }
    let lines: MergedLine[] = [];
    let held = 0;
    for (let place = 0; place < places; place += 1) {
      if (place % reportedEvery === 0) {
        throwIfAborted(signal);
        onProgress?.({ stage: 'write', done: place, total: places, unit: 'queries' });
      }
      const isNew = place >= this.#old;
      const same = exact.at(place);
      const alike = nearly.at(place);
      if (same !== undefined && alike !== undefined) {
        const { line, count } = store.counted(place);
        const asked = count + same + alike;
        // A copy: the line itself keeps all in memory that was read with it, and among duplicates those kept may be few.
        const bytes = asked === count ? Buffer.from(line) : withCount(line, asked);
        if (isNew) this.#kept += 1;
        lines.push({ bytes, asked, isNew });
        held += bytes.length;
        if (lines.length < linesAtOnce && held < bytesAtOnce) continue;
        yield lines;
        lines = [];
        held = 0;
      } else if (isNew) {
        const reason = same === undefined ? 'duplicate' : 'near-duplicate';
        const told = onDuplicate(reason, () => parsed(store.counted(place).line));
        if (told) await told;
      }
    }
    yield lines;
  }

  close(): void {
    for (const part of [this.#store, this.#exact, this.#near, this.#exactChanges, this.#nearChanges])
      part.close();
  }
}

/** A line that was checked when it was taken in. */
function parsed(line: Buffer): WildQuery {
  return JSON.parse(line.toString('utf8'));
}

function withCount(line: Buffer, count: number): Buffer {
  return Buffer.from(JSON.stringify({ ...parsed(line), count }));
}

function notAQuery(file: string, line: number, reason: string): MixevalError {
  return new MixevalError('invalid-data', `${file}, line ${line}: ${reason}`, {
    next: 'Mend or remove that line.',
    details: { file, line },
  });
}
