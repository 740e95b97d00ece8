import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isGzip, isZstd, utf16Of } from '../../../corpus/index.js';
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
  /** Bytes of the file, the second exclusive: the lines that begin in them. All of it where it cannot be entered in the middle. */
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

/** The file itself, or all files of the folder and of those in it, by name; hidden ones are passed over. */
async function filesAt(path: string, task: LongTask): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const files: string[] = [];
  const entries = await readdir(path);
  for (const name of entries.filter((one) => !one.startsWith('.')).sort()) {
    const inner = join(path, name);
    const kind = await kindAt(inner);
    if (kind === 'other') task.onWarning?.(`${inner} is passed over: it is no file, or leads to none.`);
    else files.push(...(kind === 'file' ? [inner] : await filesAt(inner, task)));
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
  const head = await readHead(file);
  const name = file.toLowerCase().replace(/\.(?:gz|zst)$/, '');
  const kind = kindOf(name, head);
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
    isPacked: isPacked(head),
    size,
    modifiedMs: Math.round(mtimeMs),
  };
  const isWhole =
    whole.isPacked ||
    kind === 'table' ||
    kind === 'parquet' ||
    kind === 'archive' ||
    utf16Of(head) !== undefined;
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

function isPacked(head: Uint8Array): boolean {
  return isGzip(head) || isZstd(head);
}

/** What parts the cells of a table by its name; of no other file. */
export function delimiterOf(name: string): string {
  return /\.tsv$/i.test(name) ? '\t' : ',';
}

/** Whether a column before the last one is the answer: the last one is known by where it stands, and read several times as fast. */
function namesAnswer(columns: readonly string[]): boolean {
  return columns.slice(0, -1).some((name) => [...wordHashes(name)].some((word) => marks.has(word)));
}

function kindOf(name: string, head: Uint8Array): TextKind | undefined {
  const start = Buffer.from(head.subarray(0, 5)).toString('latin1');
  if (start.startsWith('PAR1')) return 'parquet';
  if (/\.(?:warc|wet|arc)$/.test(name) || start === 'WARC/') return 'archive';
  if (/\.(?:json|jsonl|ndjson)$/.test(name)) return 'json';
  if (isPacked(head) || utf16Of(head) !== undefined) return 'plain';
  if (/\.(?:csv|tsv)$/.test(name) && namesAnswer(columnsOf(head, delimiterOf(name)) ?? [])) return 'table';
  return head.includes(0) ? undefined : 'plain';
}
