/** Unpacks Zstandard. */

import { closeSync, openSync, readSync } from 'node:fs';
import type { OnDamage } from './gunzip.js';

/** Whether bytes begin as a frame of Zstandard does (RFC 8878, section 3.1.1). */
export function isZstd(head: Uint8Array): boolean {
  return head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd;
}

const chunkBytes = 1 << 17;
/** The decoder says nothing of damage: it gives empty pieces for ever. Sound data gives one now and then. */
const mostEmptyPieces = 16;

/**
 * Unpacks a file of Zstandard frames. Node.js 20 has no Zstandard of its own, and DuckDB reads only faultless UTF-8 out
 * of it; this decoder (zstd in WebAssembly) is drawn from synchronously, so the file is read here too.
 *
 * @param onBytes told of packed bytes read
 */
export async function* unzstd(
  path: string,
  onBytes: (bytes: number) => void,
  onDamage: OnDamage,
): AsyncGenerator<Uint8Array> {
  const { ZSTDDecoder } = await import('zstddec/stream');
  const decoder = new ZSTDDecoder();
  await decoder.init();
  const file = openSync(path, 'r');
  const pieces = decoder.decodeStreaming(fileChunks(file, onBytes));
  try {
    let empty = 0;
    for (;;) {
      const next = nextPiece(pieces, onDamage);
      if (next === undefined) return;
      empty = next.length === 0 ? empty + 1 : 0;
      if (empty > mostEmptyPieces) {
        onDamage('the packed data is not valid');
        return;
      }
      if (next.length > 0) yield next;
    }
  } finally {
    closeSync(file);
  }
}

function nextPiece(pieces: Generator<Uint8Array>, onDamage: OnDamage): Uint8Array | undefined {
  try {
    const next = pieces.next();
    return next.done ? undefined : next.value;
  } catch (error) {
    onDamage(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

function* fileChunks(file: number, onBytes: (bytes: number) => void): Generator<Uint8Array> {
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const length = readSync(file, chunk);
    if (length === 0) return;
    onBytes(length);
    yield chunk.subarray(0, length);
  }
}
