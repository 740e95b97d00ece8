import { createReadStream } from 'node:fs';
import { gunzipped, readTable, utf8Bytes } from '../../../corpus/index.js';
import type { LongTask } from '../../../src/core/progress.js';
import { withoutJsonEscapes } from './json-escapes.js';
import type { Piece } from './pieces.js';

const newline = 0x0a;
const chunkBytes = 1 << 20;

/** The text of a piece as UTF-8. What is damaged is read as far as it goes, and a warning says so. */
export function openPiece(
  piece: Piece,
  { onWarning, signal }: LongTask,
  onBytes: (bytes: number) => void,
): AsyncIterable<Uint8Array> {
  if (piece.kind === 'parquet') return rowsAsLines(piece.file, signal);
  const stored = counted(linesFrom(piece, signal), onBytes);
  const unpacked = piece.gzip
    ? gunzipped(stored, (reason) => onWarning?.(`${piece.file} is read in part: ${reason}.`))
    : stored;
  const text = utf8Bytes(unpacked);
  return piece.kind === 'json' ? withoutJsonEscapes(text) : text;
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    onBytes(chunk.length);
    yield chunk;
  }
}

/** The lines that begin between the piece's two places; the last one is read to its end. */
async function* linesFrom(
  { file, start, end }: Piece,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  // A line that begins at `start` is known by the line end before it.
  const stream = createReadStream(file, {
    start: Math.max(0, start - 1),
    highWaterMark: chunkBytes,
    ...(signal ? { signal } : {}),
  });
  let place = Math.max(0, start - 1);
  let inside = start === 0;
  for await (const piece of stream) {
    if (!Buffer.isBuffer(piece)) throw new TypeError('Expected bytes from a file.');
    let chunk: Uint8Array = piece;
    if (!inside) {
      const found = chunk.indexOf(newline);
      place += found < 0 ? chunk.length : found + 1;
      if (found < 0) continue;
      chunk = chunk.subarray(found + 1);
      inside = true;
    }
    if (place >= end) return;
    const after = place + chunk.length;
    if (after >= end) {
      const found = chunk.indexOf(newline, end - 1 - place);
      if (found >= 0) {
        yield chunk.subarray(0, found + 1);
        return;
      }
    }
    yield chunk;
    place = after;
  }
}

/** Each row as one line: the text of all its columns, nested ones included. */
async function* rowsAsLines(file: string, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  for await (const { value } of readTable(file, { signal })) {
    const texts = textsIn(value).join(' ').replaceAll('\n', ' ');
    yield Buffer.from(`${texts}\n`, 'utf8');
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (value !== null && typeof value === 'object') return Object.values(value).flatMap(textsIn);
  return typeof value === 'number' ? [String(value)] : [];
}
