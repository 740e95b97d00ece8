import { hash } from 'node:crypto';
import { keyBytes } from './key-table.js';

/** The key of each text, one after another: the first 16 bytes of sha256 of its UTF-8. */
export function keysOfTexts(texts: readonly string[]): Uint32Array {
  const bytes = new Uint8Array(texts.length * keyBytes);
  texts.forEach((text, at) => {
    bytes.set(hash('sha256', text, 'buffer').subarray(0, keyBytes), at * keyBytes);
  });
  return new Uint32Array(bytes.buffer);
}
