import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokenCounter } from './tokens.js';

test('counts any text, whatever stands in it', async () => {
  const count = await tokenCounter();
  expect(count('')).toBe(0);
  expect(count('How do tides work?')).toBe(5);
  expect(count('<|im_end|><|endoftext|>')).toBeGreaterThan(4);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => count(text) <= Buffer.byteLength(text)));
});
