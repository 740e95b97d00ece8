import { createReadStream } from 'node:fs';
import { archiveText, readTable, unpackedBytes, utf8Bytes } from '../../../corpus/index.js';
import type { LongTask } from '../../../src/core/progress.js';
import { withColumnNames } from './column-names.js';
import { withoutJsonEscapes } from './json-escapes.js';
import { delimiterOf, type Piece } from './pieces.js';

const newline = 0x0a;
const chunkBytes = 1 << 20;
/** All that a chunk unpacks to is held at once, and that may be a thousand times as much. */
const packedChunkBytes = 1 << 15;

/** The text of a piece as UTF-8. What is damaged is read as far as it goes, and a warning says so. */
export function openPiece(
  piece: Piece,
  { onWarning = () => undefined, signal }: LongTask,
  onBytes: (bytes: number) => void,
): AsyncIterable<Uint8Array> {
  const { file, kind, size } = piece;
  if (kind === 'parquet') return withoutJsonEscapes(rowsAsLines(file, onWarning, signal));
  const input = { location: file, bytes: size, path: file, open: () => linesFrom(piece, signal) };
  // Nothing is held of what was unpacked, so it may be any number of times as much.
  const options = { onWarning, onBytes, signal, maxExpand: Number.POSITIVE_INFINITY };
  if (kind === 'archive') return archiveText(input, options);
  const text = utf8Bytes(unpackedBytes(input, options));
  if (piece.columns) return withColumnNames(text, piece.columns, delimiterOf(file));
  return kind === 'json' ? withoutJsonEscapes(text) : text;
}

/** The lines that begin between the piece's two places; the last one is read to its end. */
async function* linesFrom(
  { file, isPacked, start, end }: Piece,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  // A line that begins at `start` is known by the line end before it.
  const stream = createReadStream(file, {
    start: Math.max(0, start - 1),
    highWaterMark: isPacked ? packedChunkBytes : chunkBytes,
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

/** Each row as one line of JSON: the names of its columns say which of them is the answer. */
async function* rowsAsLines(
  file: string,
  onWarning: (message: string) => void,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  let hasText = false;
  for await (const { value } of readTable(file, { signal })) {
    hasText ||= holdsText(value);
    yield Buffer.from(`${JSON.stringify(value)}\n`, 'utf8');
  }
  if (!hasText) onWarning(`${file} has no column of text: nothing can be found in it.`);
}

function holdsText(value: unknown): boolean {
  if (typeof value === 'string') return /\p{L}/u.test(value);
  return value !== null && typeof value === 'object' && Object.values(value).some(holdsText);
}
