import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textBlocks } from './blocks.js';
import { withoutJsonEscapes } from './json-escapes.js';

async function* inChunks(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    const end = Math.min(cut, bytes.length);
    if (end > start) yield bytes.subarray(start, end);
    start = Math.max(start, end);
  }
  yield bytes.subarray(start);
}

const text = fc.string({ minLength: 0, maxLength: 400, unit: fc.constantFrom('a', 'b', ' ', '\n', 'é') });
const cuts = fc.array(fc.nat(500), { maxLength: 8 });

test('blocks own every byte once, in order, wherever the chunks are cut', async () => {
  await fc.assert(
    fc.asyncProperty(text, cuts, async (given, at) => {
      const bytes = Buffer.from(given);
      const owned: Uint8Array[] = [];
      for await (const block of textBlocks(inChunks(bytes, at), 64, 16))
        owned.push(block.bytes.subarray(0, block.own));
      expect(Buffer.concat(owned).toString()).toBe(given);
    }),
  );
});

test('a block holds what follows its own bytes, as much as is shared', async () => {
  const bytes = Buffer.from('word '.repeat(100));
  const blocks = [];
  for await (const block of textBlocks(inChunks(bytes, [7, 300]), 64, 16)) blocks.push(block);
  expect(blocks.length).toBeGreaterThan(5);
  for (const { bytes: held, own } of blocks.slice(0, -1)) {
    expect(held.length - own).toBeGreaterThanOrEqual(16);
    expect(held[own - 1]).toBe(0x20);
  }
});

test('escapes of JSON strings become what they stand for, wherever the chunks are cut', async () => {
  const given = { a: 'été "x"\tпривет\n水', b: '\u2019 \ud83d\ude00 back\\slash' };
  const ascii = JSON.stringify(given).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  await fc.assert(
    fc.asyncProperty(cuts, async (at) => {
      const parts: Uint8Array[] = [];
      for await (const part of withoutJsonEscapes(inChunks(Buffer.from(ascii), at))) parts.push(part);
      const words = Buffer.concat(parts)
        .toString()
        .match(/[\p{L}]+/gu);
      expect(words).toEqual(['a', 'été', 'x', 'привет', '水', 'b', 'back', 'slash']);
    }),
  );
});
