/** Unpacks what begins as gzip does. */

import { once } from 'node:events';
import { createGunzip } from 'node:zlib';

const gzipMagic = [0x1f, 0x8b] as const;

/** Whether bytes begin as gzip does (RFC 1952). */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === gzipMagic[0] && head[1] === gzipMagic[1];
}

/**
 * Unpacks gzip. What is cut off or damaged is unpacked as far as it goes, and `onDamage` is told.
 *
 * `pipeline` would throw away what is still buffered at an error; so each piece goes in by itself, and what comes
 * out of it is handed on before the next.
 */
export async function* gunzipped(
  bytes: AsyncIterable<Uint8Array>,
  onDamage: (reason: string) => void,
): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  let unpacked: Uint8Array[] = [];
  let damage: Error | undefined;
  gunzip.on('data', (piece: Uint8Array) => unpacked.push(piece));
  gunzip.on('error', (error) => {
    damage = error;
  });
  const take = (): Uint8Array[] => {
    const taken = unpacked;
    unpacked = [];
    return taken;
  };
  try {
    for await (const chunk of bytes) {
      await new Promise<void>((resolve) => gunzip.write(chunk, () => resolve()));
      yield* take();
      if (damage) break;
    }
    if (!damage) {
      gunzip.end();
      await once(gunzip, 'end').catch((error: unknown) => {
        damage = error instanceof Error ? error : new Error(String(error));
      });
      yield* take();
    }
    if (damage) onDamage(damage.message);
  } finally {
    gunzip.destroy();
  }
}
