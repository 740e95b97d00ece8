/** Files that have grown since they were mined. */

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { SourceInput } from '../sources/source.js';
import type { MinedInput } from './manifest.js';

/**
 * Texts at an input's beginning that were mined before: a log to which lines were added since begins with the very bytes
 * that were read then. Of several earlier states the longest counts.
 */
export async function minedTexts(
  input: SourceInput,
  earlier: readonly MinedInput[],
  signal: AbortSignal | undefined,
): Promise<number> {
  if (input.path === null) return 0;
  const states = earlier
    .filter(({ location, bytes }) => location === input.location && bytes > 0 && bytes < input.bytes)
    .sort((a, b) => b.bytes - a.bytes);
  for (const { bytes, sha256, read, before = 0 } of states) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(input.path, { end: bytes - 1, ...(signal ? { signal } : {}) }), hash);
    if (hash.digest('hex') === sha256) return before + read;
  }
  return 0;
}
