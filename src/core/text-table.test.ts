import fc from 'fast-check';
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

test('where the other columns leave no room, the last one stands below its row', () => {
  const rows = [
    ['1', '12,345', 'a name of many words'],
    ['2', '1', 'short'],
  ];
  const table = textTable(['n', 'a heading', 'name'], rows, 18);
  expect(table.split('\n')).toEqual([
    'n  a heading',
    '  name',
    '1     12,345',
    '  a name of many',
    '  words',
    '2          1',
    '  short',
  ]);
});

test('a table is never wider than the terminal, unless its other columns are, and nothing of it is lost', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'b', '-', ':', ' '), maxLength: 30 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('1', '22', '333'), cell), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 10, max: 40 }),
      (rows, width) => {
        const table = textTable(['n', 'name'], rows, width);
        for (const line of table.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
        const signs = (text: string): string => text.replace(/\s/g, '');
        expect(signs(table)).toBe(signs(`n name ${rows.flat().join(' ')}`));
      },
    ),
  );
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
