/** JSON Lines, read in batches of lines at twice the speed of `readline`, and written atomically. */

import { isAscii } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { MixevalError } from './errors.js';
import { makeFolder, temporaryName } from './files.js';
import { describeIssues } from './parse.js';

/** Lines that follow each other in a file. */
export interface LineBatch {
  /** The number of the first of them, from 1. */
  readonly firstLine: number;
  readonly texts: readonly string[];
}

/** A line that could not be read: what is said of it goes to the user as it stands. */
export interface BadLine {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

export interface ReadOptions {
  /** Told of every line that is not JSON or not of the schema. Without it the first such line throws. */
  readonly onBadLine?: ((bad: BadLine) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const chunkBytes = 1 << 16;
const writeBytes = 1 << 18;

/**
 * Splits a stream of UTF-8 bytes into lines, in batches as large as the chunks that come in: a whole chunk is split at
 * once, and no line costs a turn of the event loop, which is what makes this faster than `readline`. Line ends are LF
 * or CRLF, a byte order mark at the start is dropped, a last line without an end counts.
 */
export async function* lineBatches(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<LineBatch> {
  // The pieces of a line that has not ended yet: joined once, so that a line of many chunks costs no more than its length.
  let pieces: string[] = [];
  let isAsciiSoFar = true;
  let firstLine = 1;
  for await (const chunk of bytes) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    // A character for each byte, quickly: the byte of a line end is in no other character of UTF-8.
    const read = buffer.toString('latin1');
    const isAllAscii = isAscii(buffer);
    isAsciiSoFar &&= isAllAscii;
    if (!read.includes('\n')) {
      pieces.push(read);
      continue;
    }
    const lines = (pieces.join('') + read).split('\n');
    pieces = [lines.pop() ?? ''];
    const texts = isAsciiSoFar ? lines : lines.map(fromBytes);
    isAsciiSoFar = isAllAscii;
    if (firstLine === 1) texts[0] = withoutMark(texts[0] ?? '');
    yield {
      firstLine,
      texts: read.includes('\r') || texts[0]?.endsWith('\r') ? texts.map(withoutReturn) : texts,
    };
    firstLine += texts.length;
  }
  const end = fromBytes(pieces.join(''));
  const last = firstLine === 1 ? withoutMark(end) : end;
  if (last !== '') yield { firstLine, texts: [last] };
}

const beyondAscii = /[^\0-\x7f]/;

/** The text of UTF-8 whose bytes stand as one character each. */
function fromBytes(line: string): string {
  return beyondAscii.test(line) ? Buffer.from(line, 'latin1').toString('utf8') : line;
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

/**
 * Reads a JSON Lines file record by record, each checked by the schema. Empty lines are passed over.
 * Memory is bounded by the longest line and one chunk.
 *
 * @throws MixevalError `invalid-data` at the first bad line, unless `onBadLine` takes them
 */
export async function* readJsonLines<S extends z.ZodType>(
  file: string,
  schema: S,
  options: ReadOptions = {},
): AsyncGenerator<z.output<S>> {
  for await (const batch of readJsonLineBatches(file, schema, options)) yield* batch;
}

/** As `readJsonLines`, but in batches: for loops over very many records. */
export async function* readJsonLineBatches<S extends z.ZodType>(
  file: string,
  schema: S,
  { onBadLine, signal }: ReadOptions = {},
): AsyncGenerator<z.output<S>[]> {
  const report = (line: number, reason: string): void => {
    if (onBadLine) {
      onBadLine({ file, line, reason });
      return;
    }
    throw new MixevalError('invalid-data', `${file}, line ${line}: ${reason}`, {
      next: 'Mend or remove that line.',
      details: { file, line },
    });
  };
  const stream = createReadStream(file, { highWaterMark: chunkBytes, ...(signal ? { signal } : {}) });
  for await (const { firstLine, texts } of lineBatches(stream)) {
    const records: z.output<S>[] = [];
    for (const [index, text] of texts.entries()) {
      const line = firstLine + index;
      if (text.trim() === '') continue;
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        report(line, `not valid JSON${text.endsWith('}') ? '' : ' (the line seems cut off)'}`);
        continue;
      }
      const result = schema.safeParse(value);
      if (result.success) records.push(result.data);
      else report(line, describeIssues(result.error, value));
    }
    yield records;
  }
}

/**
 * Writes a JSON Lines file atomically while its records come in: nothing is seen at `file` until `close`.
 * `abandon` removes what was written.
 */
export class JsonLinesWriter {
  #pending: string[] = [];
  #pendingLength = 0;
  #written = 0;

  private constructor(
    private readonly file: string,
    private readonly temporary: string,
    private readonly handle: FileHandle,
  ) {}

  static async open(file: string): Promise<JsonLinesWriter> {
    await makeFolder(dirname(file));
    const temporary = temporaryName(file);
    return new JsonLinesWriter(file, temporary, await open(temporary, 'wx'));
  }

  /** Records written so far. */
  get written(): number {
    return this.#written;
  }

  async write(record: unknown): Promise<void> {
    const text = `${JSON.stringify(record)}\n`;
    this.#pending.push(text);
    this.#pendingLength += text.length;
    this.#written += 1;
    if (this.#pendingLength >= writeBytes) await this.#flush();
  }

  async #flush(): Promise<void> {
    const text = this.#pending.join('');
    this.#pending = [];
    this.#pendingLength = 0;
    await this.handle.appendFile(text);
  }

  async close(): Promise<void> {
    try {
      await this.#flush();
      await this.handle.sync();
      await this.handle.close();
      await rename(this.temporary, this.file);
    } catch (error) {
      await this.abandon();
      throw error;
    }
  }

  async abandon(): Promise<void> {
    await this.handle.close().catch(() => undefined);
    await rm(this.temporary, { force: true });
  }
}

/** Writes all records of a source to a JSON Lines file, atomically. Returns how many there were. */
export async function writeJsonLines(
  file: string,
  records: Iterable<unknown> | AsyncIterable<unknown>,
): Promise<number> {
  const writer = await JsonLinesWriter.open(file);
  try {
    for await (const record of records) await writer.write(record);
  } catch (error) {
    await writer.abandon();
    throw error;
  }
  await writer.close();
  return writer.written;
}
