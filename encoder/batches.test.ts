import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { batchesByLength, rowsOf } from './batches.js';

it('puts every text into one batch of its length, longest first, and fills all but the last of a length', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 512 }), { maxLength: 200 }),
      fc.integer({ min: 1, max: 32 }),
      (lengths, rowsPerBatch) => {
        const batches = batchesByLength(lengths, rowsPerBatch);
        expect(batches.flatMap(({ texts }) => texts).sort((a, b) => a - b)).toEqual([...lengths.keys()]);
        batches.forEach(({ tokens, rows, texts }, at) => {
          expect(new Set(texts.map((text) => lengths[text]))).toEqual(new Set([tokens]));
          expect(rows).toBe(rowsOf(tokens, rowsPerBatch));
          const next = batches[at + 1];
          expect(next === undefined || next.tokens <= tokens).toBe(true);
          expect(texts.length === rows || next?.tokens !== tokens).toBe(true);
          expect(texts.length).toBeLessThanOrEqual(rows);
        });
      },
    ),
  );
});

it('has at least one row, and never more than it may', () => {
  expect([1, 3, 10, 20, 64, 200, 512].map((tokens) => rowsOf(tokens, 16))).toEqual([16, 16, 16, 8, 2, 1, 1]);
  expect(rowsOf(3, 1)).toBe(1);
});
