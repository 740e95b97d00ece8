import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { worksheetItems } from '../../testing/worksheet-items.js';
import { choicesIn } from './item-text.js';
import { freeNumbers, withOtherNumbers } from './other-numbers.js';
import { reordered } from './reorder.js';

describe('options in another order', () => {
  const items = choicesIn([worksheetItems(3, 300)]);
  const pairs = reordered(items);

  test('are the same options with the same one right', () => {
    expect(pairs.length).toBeGreaterThan(100);
    for (const { item, other } of pairs) {
      expect([...other.options].sort()).toEqual([...item.options].sort());
      expect(other.options).not.toEqual(item.options);
      expect(other.options[other.target[0]]).toBe(item.options[item.target[0]]);
    }
  });

  test('are right at each letter as often as before, but for items whose every order looks arranged', () => {
    const count = (places: readonly number[], place: number): number =>
      places.filter((at) => at === place).length;
    for (const place of [0, 1, 2, 3]) {
      const before = count(
        pairs.map(({ item }) => item.target[0]),
        place,
      );
      const after = count(
        pairs.map(({ other }) => other.target[0]),
        place,
      );
      expect(Math.abs(before - after)).toBeLessThan(0.05 * pairs.length);
    }
  });

  test('are as many as were asked for, each once, if there are so many', () => {
    for (const { item, others } of reordered(items, 5)) {
      const orders = new Set([item, ...others].map(({ options }) => options.join('|')));
      expect(orders.size).toBe(1 + others.length);
      expect(others.length).toBeLessThanOrEqual(5);
    }
    const most = Math.max(...reordered(items, 5).map(({ others }) => others.length));
    expect(most).toBe(5);
  });

  test('leave out options that are sorted, that speak of others, or that are two', () => {
    const [base] = items;
    if (!base) throw new Error('There are items.');
    const withOptions = (options: string[]) => reordered([{ ...base, options, target: [0] }]);
    expect(withOptions(['4', '8', '15', '16'])).toEqual([]);
    expect(withOptions(['9 km', '7 km', '3 km'])).toEqual([]);
    expect(withOptions(['elm', 'a birch', 'an oak tree', 'all of the above'])).toEqual([]);
    expect(withOptions(['yes', 'no'])).toEqual([]);
    expect(withOptions(['willow', 'a birch', 'elm', 'an oak tree'])).toHaveLength(1);
  });
});

describe('other numbers', () => {
  const number = fc.integer({ min: 1, max: 999 }).map(String);
  const text = fc
    .array(fc.oneof(number, fc.constantFrom('boats', 'in', '1969', 'km')))
    .map((words) => words.join(' '));

  test('are as many of each as before, with the words left alone', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), (texts) => {
        const changed = withOtherNumbers(texts).map((other, at) => other ?? texts[at] ?? '');
        const numbers = (all: readonly string[]): string[] =>
          all.flatMap((one) => freeNumbers(one).map((found) => found.number)).sort();
        expect(numbers(changed)).toEqual(numbers(texts));
        const words = (all: readonly string[]): string[] =>
          all.map((one) => one.replace(/\b\d{1,3}\b/g, '#'));
        expect(words(changed)).toEqual(words(texts));
      }),
    );
  });

  test('are those that count things, and no years, decimals, names or numbers that never change', () => {
    const text = 'In 1969 Apollo 11 took 3.5 of 24 hours and 17 boats, or 45 % of 31 ships.';
    expect(freeNumbers(text).map(({ number }) => number)).toEqual(['17', '31']);
    expect(freeNumbers('It took 17 boats.')).toEqual([]);
  });
});
