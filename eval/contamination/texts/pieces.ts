import { createReadStream } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isGzip, isZstd, unpackedBytes, utf16Of } from '../../../corpus/index.js';
import { MixevalError, systemCode, throwIfAborted } from '../../../src/core/errors.js';
import type { LongTask } from '../../../src/core/progress.js';
import { marks } from './answers.js';
import { columnsOf } from './column-names.js';
import { wordHashes } from './words.js';

/** What a text file holds. Formats that are not text themselves are turned into lines of text, a record a line. */
export type TextKind = 'plain' | 'json' | 'table' | 'parquet' | 'archive';

/** A part of a file that is looked through in one go: what is finished is not done again. */
export interface Piece {
  readonly file: string;
  readonly kind: TextKind;
  /** With gzip or Zstandard. */
  readonly isPacked: boolean;
  /**
   * Bytes of the file, the second exclusive: the lines that begin in them. All of it where it cannot be entered in the middle.
   */
  readonly start: number;
  readonly end: number;
  readonly size: number;
  readonly modifiedMs: number;
  /** The names of a table's columns. */
  readonly columns?: readonly string[];
}

const pieceBytes = 256 << 20;
const headBytes = 1 << 12;

/**
 * The pieces of files and folders, by name. Binary files and files that cannot be read are passed over with a warning.
 *
 * @throws MixevalError `not-found` for a path that is not there; `too-few` where no text is left
 */
export async function planPieces(paths: readonly string[], task: LongTask): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for (const path of paths) {
    for (const file of await filesAt(path, task)) {
      throwIfAborted(task.signal);
      pieces.push(...(await piecesOf(file, task)));
    }
  }
  if (pieces.length > 0) return pieces;
  throw new MixevalError('too-few', `There is no text in ${paths.join(', ')}.`, {
    next: 'Name text files or folders of them: plain text, JSON Lines, CSV, Parquet, WARC, also .gz and .zst.',
  });
}

/**
 * The file itself, or all files of the folder and of those in it, by name; hidden ones are passed over.
 *
 * @param around folders that it is in: a link to one of them would be followed without end
 */
async function filesAt(path: string, task: LongTask, around: readonly string[] = []): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const folder = await realpath(path);
  if (around.includes(folder)) {
    task.onWarning?.(`${path} is passed over: it leads back to a folder that it is in.`);
    return [];
  }
  const files: string[] = [];
  const entries = await readdir(path);
  for (const name of entries.filter((one) => !one.startsWith('.')).sort()) {
    const inner = join(path, name);
    const kind = await kindAt(inner);
    if (kind === 'other') task.onWarning?.(`${inner} is passed over: it is no file, or leads to none.`);
    else files.push(...(kind === 'file' ? [inner] : await filesAt(inner, task, [...around, folder])));
  }
  return files;
}

async function kindAt(path: string): Promise<'file' | 'folder' | 'other'> {
  try {
    const found = await stat(path);
    return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'other';
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ELOOP') return 'other';
    throw error;
  }
}

async function piecesOf(file: string, { onWarning }: LongTask): Promise<Piece[]> {
  const { size, mtimeMs } = await stat(file);
  const packedHead = await readHead(file);
  const isPacked = isGzip(packedHead) || isZstd(packedHead);
  const head = isPacked ? await unpackedHead(file, size) : packedHead;
  const name = file.toLowerCase().replace(/\.(?:gz|zst)$/, '');
  const kind = kindOf(name, head, isPacked);
  if (size === 0) {
    onWarning?.(`${file} is empty.`);
    return [];
  }
  if (kind === undefined) {
    onWarning?.(
      `${file} is passed over: it is not a text file (UTF-16 is known by its byte order mark), and of no binary format that is read.`,
    );
    return [];
  }
  const columns = kind === 'table' ? columnsOf(head, delimiterOf(name)) : undefined;
  const whole = {
    file,
    kind,
    ...(columns ? { columns } : {}),
    isPacked,
    size,
    modifiedMs: Math.round(mtimeMs),
  };
  const isWhole =
    isPacked || kind === 'table' || kind === 'parquet' || kind === 'archive' || utf16Of(head) !== undefined;
  if (isWhole) return [{ ...whole, start: 0, end: size }];
  return Array.from({ length: Math.ceil(size / pieceBytes) }, (_, index) => ({
    ...whole,
    start: index * pieceBytes,
    end: Math.min(size, (index + 1) * pieceBytes),
  }));
}

async function readHead(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** What a packed file begins with, as far as it can be unpacked. */
async function unpackedHead(file: string, size: number): Promise<Uint8Array> {
  const input = {
    location: file,
    bytes: size,
    path: file,
    open: () => createReadStream(file, { highWaterMark: headBytes }),
  };
  const silent = { onWarning: () => undefined, onBytes: () => undefined, signal: undefined };
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of unpackedBytes(input, { ...silent, maxExpand: Number.POSITIVE_INFINITY })) {
    parts.push(part);
    bytes += part.length;
    if (bytes >= headBytes) break;
  }
  return Buffer.concat(parts).subarray(0, headBytes);
}

/** What parts the cells of a table by its name; of no other file. */
export function delimiterOf(name: string): string {
  return /\.tsv(?:\.gz|\.zst)?$/i.test(name) ? '\t' : ',';
}

/** Characters of a column's name at most: what is longer is a cell, of a table that names no columns. */
const longestName = 40;

/**
 * Whether a column before the last one is the answer: the last one is known by where it stands, and read several times as fast.
 */
function namesAnswer(columns: readonly string[]): boolean {
  if (columns.some((name) => name.length > longestName)) return false;
  return columns.slice(0, -1).some((name) => [...wordHashes(name)].some((word) => marks.has(word)));
}

function kindOf(name: string, head: Uint8Array, isPacked: boolean): TextKind | undefined {
  const start = Buffer.from(head.subarray(0, 5)).toString('latin1');
  if (start.startsWith('PAR1')) return isPacked ? undefined : 'parquet';
  if (/\.(?:warc|wet|arc)$/.test(name) || start === 'WARC/') return 'archive';
  if (/\.(?:json|jsonl|ndjson)$/.test(name)) return 'json';
  if (utf16Of(head) !== undefined) return 'plain';
  if (/\.(?:csv|tsv)$/.test(name) && namesAnswer(columnsOf(head, delimiterOf(name)) ?? [])) return 'table';
  // Archives of many files are packed as a whole: their texts stand between binary headers.
  return head.includes(0) && !isPacked ? undefined : 'plain';
}
