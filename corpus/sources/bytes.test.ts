import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collected } from '../testing/files.js';
import { gunzipped } from '../unpack/gunzip.js';
import { utf8Bytes } from './encoding.js';

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

const text = fc.string({ unit: fc.constantFrom('a', 'é', '日', '🙂', ' ', '\n') });
const pieces = fc.integer({ min: 1, max: 9 });

describe('gunzipped', () => {
  it('gives the packed bytes, in pieces of any size, also of several members', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, pieces, async (a, b, size) => {
        const packed = Buffer.concat([gzipSync(a), gzipSync(b)]);
        const damage: string[] = [];
        const read = await collected(gunzipped(inPieces(packed, size), (reason) => damage.push(reason)));
        expect(Buffer.concat(read).toString()).toBe(a + b);
        expect(damage).toEqual([]);
      }),
    );
  });

  it('gives the beginning of what is cut off, and says so once', async () => {
    const whole = Array.from({ length: 5_000 }, (_, line) => `line ${line * 7919}`).join('\n');
    const packed = gzipSync(whole);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: packed.length - 1 }), async (length) => {
        const damage: string[] = [];
        const read = await collected(
          gunzipped(inPieces(packed.subarray(0, length), 4_096), (reason) => damage.push(reason)),
        );
        expect(whole.startsWith(Buffer.concat(read).toString())).toBe(true);
        expect(damage).toHaveLength(1);
      }),
      { numRuns: 20 },
    );
    const most = await collected(gunzipped(inPieces(packed.subarray(0, -9), 4_096), () => undefined));
    expect(Buffer.concat(most).length).toBeGreaterThan(whole.length * 0.9);
  });
});

describe('utf8Bytes', () => {
  const decoded = async (bytes: Uint8Array, size: number): Promise<string> =>
    Buffer.concat(await collected(utf8Bytes(inPieces(bytes, size)))).toString();

  it('leaves UTF-8 as it is and reads UTF-16 by its mark, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(text, pieces, async (original, size) => {
        expect(await decoded(Buffer.from(original), size)).toBe(original);
        const little = Buffer.from(`\ufeff${original}`, 'utf16le');
        expect((await decoded(little, size)).replace('\ufeff', '')).toBe(original);
        expect((await decoded(Buffer.from(little).swap16(), size)).replace('\ufeff', '')).toBe(original);
      }),
    );
  });

  it('reads Latin-1 lines among others', async () => {
    const bytes = Buffer.concat([Buffer.from('naïve\n', 'latin1'), Buffer.from('naïve\n', 'utf8')]);
    for (const size of [1, 3, 100]) expect(await decoded(bytes, size)).toBe('naïve\nnaïve\n');
  });
});
