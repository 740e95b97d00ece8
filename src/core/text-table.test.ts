import { expect, test } from 'vitest';
import { counted, points, pointsInterval, textTable } from './text-table.js';

test('text to the left, numbers to the right', () => {
  const table = textTable(
    ['name', 'count'],
    [
      ['a', '5'],
      ['long name', '12'],
    ],
  );
  expect(table).toBe(['name       count', 'a              5', 'long name     12'].join('\n'));
});

test('the last column is wrapped where the table is too wide, and nothing is lost', () => {
  const table = textTable(['n', 'name'], [['1', 'abcdefghij']], 8);
  expect(table.split('\n')).toEqual(['n  name', '1  abcde', '   fghij']);
});

test('shares in words', () => {
  expect(points(0.7149)).toBe('71.5');
  expect(points(null)).toBe('-');
  expect(pointsInterval([0.1, 1])).toBe('10.0 to 100.0');
});

test('things are counted in the singular where there is one of them', () => {
  expect(['texts', 'new queries', 'pieces', 'MB'].map((things) => counted(1, things))).toEqual([
    '1 text',
    '1 new query',
    '1 piece',
    '1 MB',
  ]);
  expect([0, 2, 12_345].map((count) => counted(count, 'queries'))).toEqual([
    '0 queries',
    '2 queries',
    '12,345 queries',
  ]);
});
