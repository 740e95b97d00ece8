/** Checksums: of text, bytes, files and JSON whose members may stand in any order. */

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** sha256 of text (as UTF-8) or bytes, as 64 hex digits. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** sha256 of a file's bytes, streamed, as 64 hex digits. */
export async function sha256File(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, signal ? { signal } : {}), hash);
  return hash.digest('hex');
}

/**
 * JSON with the keys of every object sorted: equal values give equal text, so that its hash can stand as a key.
 * Values are plain data; `undefined` members are left out as JSON does.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : member,
  );
}

/**
 * A version 5 UUID (RFC 9562, section 5.5) of a name in the namespace of this project's canaries.
 * The same name gives the same UUID.
 */
export function uuidV5(name: string): string {
  const namespace = Buffer.from('6f1d4e0a8c7b5a3e9d2f4b6c8a0e1d3f', 'hex');
  const bytes = createHash('sha1').update(namespace).update(name).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
