import fc from 'fast-check';
import { expect, test } from 'vitest';
import { madeOnDemand, memberAt } from './sequence.js';

test('a list made on demand is walked through as an array is', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (array) => {
      const list = madeOnDemand(array.length, (index) => memberAt(array, index));
      const isOdd = (member: number, index: number): boolean => (member + index) % 2 !== 0;
      const seen: number[] = [];
      list.forEach((member, index) => {
        seen.push(member, index);
      });
      expect([...list]).toEqual(array);
      expect(seen).toEqual(array.flatMap((member, index) => [member, index]));
      expect(list.map((member, index) => member - index)).toEqual(
        array.map((member, index) => member - index),
      );
      expect(list.flatMap((member, index) => (isOdd(member, index) ? [member, index] : []))).toEqual(
        array.flatMap((member, index) => (isOdd(member, index) ? [member, index] : [])),
      );
      expect([...list.filter(isOdd)]).toEqual(array.filter(isOdd));
      expect([...list.filter(isOdd).filter(isOdd)]).toEqual(array.filter(isOdd).filter(isOdd));
      expect(list.reduce((sum, member, index) => sum + member * index, 1)).toBe(
        array.reduce((sum, member, index) => sum + member * index, 1),
      );
      expect(list.at(array.length)).toBeUndefined();
      expect(list.at(-1)).toBeUndefined();
    }),
  );
});

test('a member is made each time it is looked at, and no other', () => {
  const made: number[] = [];
  const list = madeOnDemand(5, (index) => made.push(index));
  list.at(3);
  list.at(3);
  expect(made).toEqual([3, 3]);
  expect(() => memberAt(list, 5)).toThrow(RangeError);
});
