import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256 } from '../../src/core/hash.js';
import { IdCounts } from './id-counts.js';

const idOf = (name: number): string => sha256(String(name)).slice(0, 32);
/** Ids that differ in their last digits only begin in the same slot. */
const crowded = (name: number): string => `0000000000000000${idOf(name).slice(0, 16)}`;

it('IdCounts does what a Map does', () => {
  const write = fc.record({
    name: fc.integer({ min: 0, max: 9_000 }),
    count: fc.integer({ min: 0, max: 2 ** 40 }),
  });
  fc.assert(
    fc.property(
      fc.array(write, { maxLength: 6_000, size: 'max' }),
      fc.constantFrom(idOf, crowded),
      (writes, id) => {
        const counts = new IdCounts();
        const map = new Map<string, number>();
        for (const { name, count } of writes) {
          counts.set(id(name), count);
          map.set(id(name), count);
        }
        expect(counts.size).toBe(map.size);
        for (let name = 0; name < 9_000; name += 7) expect(counts.get(id(name))).toBe(map.get(id(name)));
      },
    ),
    { numRuns: 12 },
  );
});
