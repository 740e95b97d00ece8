import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dot } from './dot.js';
import { exact } from './exact.js';
import { productError, quantise } from './quantised.js';

const dimensions = 8;
const number = fc.oneof(
  fc.float({ min: -1, max: 1, noNaN: true }),
  fc.constantFrom(0, 1, -1, Math.fround(1e-30)),
);
const matrix = fc
  .array(fc.array(number, { minLength: dimensions, maxLength: dimensions }), { minLength: 1, maxLength: 12 })
  .map((rows) => Float32Array.from(rows.flat()));

test('a product of quantised vectors is never further off than is said', () => {
  fc.assert(
    fc.property(matrix, matrix, (a, b) => {
      const [roundA, roundB] = [quantise(a, dimensions, 127), quantise(b, dimensions, 63)];
      const bound = productError(roundA, roundB);
      for (const [row, stepA] of roundA.steps.entries()) {
        for (const [other, stepB] of roundB.steps.entries()) {
          let product = 0;
          for (let side = 0; side < dimensions; side += 1)
            product +=
              (roundA.values[row * dimensions + side] ?? 0) * (roundB.values[other * dimensions + side] ?? 0);
          const truth = dot(a, row, b, other, dimensions);
          expect(Math.abs(product * stepA * stepB - truth)).toBeLessThanOrEqual(bound + 1e-12);
        }
      }
    }),
  );
});

test('exact search misses nothing, also among vectors of any length and of extreme numbers', async () => {
  await fc.assert(
    fc.asyncProperty(matrix, matrix, fc.integer({ min: 1, max: 3 }), async (vectors, queries, k) => {
      const index = await exact.open({ vectors, dimensions });
      const found = await index.search(queries, k);
      await index.close();
      const rows = vectors.length / dimensions;
      for (let query = 0; query < queries.length / dimensions; query += 1) {
        const best = Array.from({ length: rows }, (_, row) => dot(queries, query, vectors, row, dimensions));
        const truth = best.sort((a, b) => b - a).slice(0, k);
        const answered = found.similarities.subarray(query * k, query * k + truth.length);
        expect([...answered]).toEqual(truth);
      }
    }),
    { numRuns: 60 },
  );
});
