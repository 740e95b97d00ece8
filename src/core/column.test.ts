import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Column } from './column.js';

test('a column holds what was set last, and elsewhere the usual value', () => {
  const value = fc.constantFrom(Number.NaN, 1, 0.5);
  fc.assert(
    fc.property(value, fc.array(fc.tuple(fc.nat(3000), value)), fc.nat(3000), (usual, entries, kept) => {
      const column = new Column(usual);
      const expected = new Map<number, number>();
      for (const [index, number] of entries) {
        column.set(index, number);
        expected.set(index, number);
      }
      for (const index of [...expected.keys(), 3001]) {
        expect(column.at(index)).toBe(expected.get(index) ?? usual);
      }
      column.trim(kept);
      for (const index of expected.keys()) {
        expect(column.at(index)).toBe(index < kept ? (expected.get(index) ?? usual) : usual);
      }
    }),
  );
});
