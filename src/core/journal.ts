import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import type { z } from 'zod';
import { systemCode } from './errors.js';
import { makeFolder } from './files.js';
import { lineBatches } from './json-lines.js';

/** How long a written line may wait for its fsync. */
const syncWithinMs = 500;
const tailBytes = 1 << 16;
const sumLength = ',"sum":"00000000"}'.length;

/** A record as a line of a journal: its JSON with a last member `sum`, the CRC-32 of the JSON without it. */
export function journalLine(record: Readonly<Record<string, unknown>>): string {
  const json = JSON.stringify(record);
  return `${json.slice(0, -1)},"sum":"${checksum(json)}"}\n`;
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}

/** A line's record, or undefined where its checksum does not fit or it is not of the schema. */
function readLine<S extends z.ZodType>(line: string, schema: S): z.output<S> | undefined {
  const json = `${line.slice(0, -sumLength)}}`;
  if (line.slice(-sumLength) !== `,"sum":"${checksum(json)}"}`) return undefined;
  try {
    return schema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

/**
 * The records of a journal in their order; none where there is no file. A line that is damaged or cut off is told to
 * `onDamaged` and passed over.
 *
 * @param end read only the first `end` bytes, which a writer has already completed
 */
export async function* readJournal<S extends z.ZodType>(
  file: string,
  schema: S,
  { onDamaged, end }: { readonly onDamaged?: (line: number) => void; readonly end?: number } = {},
): AsyncGenerator<z.output<S>> {
  if (end === 0) return;
  const stream = createReadStream(file, {
    highWaterMark: 1 << 18,
    ...(end === undefined ? {} : { end: end - 1 }),
  });
  try {
    for await (const { firstLine, texts } of lineBatches(stream)) {
      for (const [index, text] of texts.entries()) {
        const record = readLine(text, schema);
        if (record === undefined) onDamaged?.(firstLine + index);
        else yield record;
      }
    }
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}

/**
 * An append-only file of records that outlives the process at any moment. `append` resolves once the line is with the
 * operating system, where killing the process cannot reach it; within half a second it is with the disk. Lines that
 * come together are written together.
 */
export class Journal {
  /** Lines of the next write, and when they are written. */
  #batch: { readonly lines: string[]; readonly written: Promise<void> } | undefined;
  /** The last write that was begun; a failed one fails all that follow. */
  #writing: Promise<void> = Promise.resolve();
  #syncing: Promise<void> = Promise.resolve();
  #syncTimer: NodeJS.Timeout | undefined;
  /** Ends the wait for more lines. */
  #hurry = (): void => undefined;

  private constructor(
    private readonly handle: FileHandle,
    private gatherMs: number,
    /** Bytes of a line that was cut off when the last writer died; they were dropped. */
    readonly tornBytes: number,
    /** Length in bytes when it was opened. */
    readonly length: number,
  ) {}

  /**
   * Opens a journal for writing, making it where there is none. A torn last line is dropped.
   *
   * @param gatherMs how long a line may wait for others: 0, what comes in one turn of the event loop, unless said otherwise
   */
  static async open(file: string, { gatherMs = 0 } = {}): Promise<Journal> {
    await makeFolder(dirname(file));
    const handle = await open(file, 'a+');
    try {
      const { size } = await handle.stat();
      const length = await wholeLines(handle, size);
      if (length < size) await handle.truncate(length);
      return new Journal(handle, gatherMs, size - length, length);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Rejects with the system's error (ENOSPC, ...), for this and every later record. */
  append(record: Readonly<Record<string, unknown>>): Promise<void> {
    this.#batch ??= this.#nextBatch();
    this.#batch.lines.push(journalLine(record));
    return this.#batch.written;
  }

  #nextBatch(): { readonly lines: string[]; readonly written: Promise<void> } {
    const lines: string[] = [];
    const written = this.#writing.then(async () => {
      await this.#gather();
      this.#batch = undefined;
      await this.handle.appendFile(lines.join(''));
      this.#syncTimer ??= setTimeout(() => this.#sync(), syncWithinMs);
    });
    this.#writing = written;
    return { lines, written };
  }

  /** Lets more lines into the same write. */
  #gather(): Promise<unknown> {
    if (this.gatherMs === 0) return new Promise((resolve) => setImmediate(resolve));
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.gatherMs);
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #sync(): void {
    this.#syncTimer = undefined;
    this.#syncing = this.#syncing.then(() => this.handle.datasync());
    // Looked at in `close`; until then it must not count as unhandled.
    this.#syncing.catch(() => undefined);
  }

  /** Waits for what is being written, and for the disk. */
  async close(): Promise<void> {
    try {
      this.gatherMs = 0;
      this.#hurry();
      await this.#writing;
      clearTimeout(this.#syncTimer);
      await this.#syncing;
      await this.handle.sync();
    } finally {
      clearTimeout(this.#syncTimer);
      await this.handle.close();
    }
  }
}

/** The length of the part of a file that ends with a line's end. */
async function wholeLines(handle: FileHandle, size: number): Promise<number> {
  const buffer = Buffer.alloc(tailBytes);
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - tailBytes);
    const { bytesRead } = await handle.read(buffer, 0, end - start, start);
    const at = buffer.subarray(0, bytesRead).lastIndexOf(0x0a);
    if (at !== -1) return start + at + 1;
    end = start;
  }
  return 0;
}
