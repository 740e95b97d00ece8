import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isGzip, isZstd, utf16Of } from '../../../corpus/index.js';
import { MixevalError, throwIfAborted } from '../../../src/core/errors.js';
import type { LongTask } from '../../../src/core/progress.js';

/** What a text file holds. Formats that are not text themselves are turned into lines of text, a record a line. */
export type TextKind = 'plain' | 'json' | 'parquet' | 'archive';

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
    for (const file of await filesAt(path)) {
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
async function filesAt(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  const shown = entries.filter(({ name }) => !name.startsWith('.')).map(({ name }) => join(path, name));
  const inner = await Promise.all(shown.sort().map(filesAt));
  return inner.flat();
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
  const whole = { file, kind, isPacked: isPacked(head), size, modifiedMs: Math.round(mtimeMs) };
  const isWhole = whole.isPacked || kind === 'parquet' || kind === 'archive' || utf16Of(head) !== undefined;
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

function kindOf(name: string, head: Uint8Array): TextKind | undefined {
  const start = Buffer.from(head.subarray(0, 5)).toString('latin1');
  if (start.startsWith('PAR1')) return 'parquet';
  if (/\.(?:warc|wet|arc)$/.test(name) || start === 'WARC/') return 'archive';
  if (/\.(?:json|jsonl|ndjson)$/.test(name)) return 'json';
  if (isPacked(head) || utf16Of(head) !== undefined) return 'plain';
  return head.includes(0) ? undefined : 'plain';
}
