import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeyTable, selectKeys, wordsPerKey } from './key-table.js';

// Few different words, so that keys share slots, and some are equal.
const word = fc.constantFrom(0, 1, 2048, 0xffffffff);
const key = fc.tuple(word, word, word, word);

it('finds what a map of the same keys finds', () => {
  fc.assert(
    fc.property(fc.array(key, { maxLength: 60 }), fc.array(key, { maxLength: 20 }), (added, asked) => {
      const table = new KeyTable();
      const map = new Map<string, number>();
      table.addAll(Uint32Array.from(added.flat()));
      added.forEach((words, row) => {
        if (!map.has(words.join())) map.set(words.join(), row);
      });
      const all = [...added, ...asked];
      const keys = Uint32Array.from(all.flat());
      expect(all.map((_, at) => table.find(keys, at))).toEqual(
        all.map((words) => map.get(words.join()) ?? -1),
      );
      expect(table.size).toBe(added.length);
    }),
  );
});

it('keeps its rows as it grows', () => {
  const keys = Uint32Array.from({ length: 10_000 * wordsPerKey }, (_, at) => Math.imul(at, 2_654_435_761));
  const table = new KeyTable();
  table.addAll(keys);
  const rows = Int32Array.from({ length: 10_000 }, (_, at) => table.find(keys, at));
  expect(rows).toEqual(Int32Array.from(rows.keys()));
  expect(table.keysOf(Int32Array.of(9999, 0))).toEqual(selectKeys(keys, [9999, 0]));
});
