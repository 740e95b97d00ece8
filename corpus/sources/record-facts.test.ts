import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf, isoDate } from './record-facts.js';

describe('isoDate', () => {
  it.each([
    ['2026-03-01', '2026-03-01'],
    ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01 10:00:00', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01 10:00:00.5+02', '2026-03-01T08:00:00.500Z'],
    ['2026-03-01T10:00:00-0330', '2026-03-01T13:30:00.000Z'],
    ['2026-03-01 10:00:00 UTC', '2026-03-01T10:00:00.000Z'],
    [1_772_359_200, '2026-03-01T10:00:00.000Z'],
    [1_772_359_200_000, '2026-03-01T10:00:00.000Z'],
    ['1772359200.25', '2026-03-01T10:00:00.250Z'],
  ])('%j is %s', (value, expected) => {
    expect(isoDate(value)).toBe(expected);
  });

  it.each(['yesterday', '2026-13-45', '', 12, -5, null, undefined, {}, '03/01/2026', '1'])(
    '%j is no date',
    (value) => {
      expect(isoDate(value)).toBeUndefined();
    },
  );

  it('of a time in UTC is that time, on every day of every month', () => {
    const parts = [fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 })] as const;
    const clock = [24, 59, 59].map((max) => fc.integer({ min: 0, max }));
    const two = (number: number): string => String(number).padStart(2, '0');
    fc.assert(
      fc.property(
        fc.integer({ min: 1980, max: 2110 }),
        ...parts,
        fc.tuple(...clock),
        (year, month, day, time) => {
          const text = `${year}-${two(month)}-${two(day)}T${time.map(two).join(':')}Z`;
          const date = new Date(text);
          const isTold = year >= 1990 && year < 2100 && !Number.isNaN(date.getTime());
          expect(isoDate(text)).toBe(isTold ? date.toISOString() : undefined);
        },
      ),
    );
  });
});

describe('factsOf', () => {
  it('takes counts that are whole and positive, as numbers or text', () => {
    expect(factsOf(new Map<string, unknown>([['count', '12']]))).toEqual({ count: 12 });
    for (const count of [0, -1, 1.5, 'many', null]) {
      expect(factsOf(new Map<string, unknown>([['count', count]]))).toEqual({});
    }
  });
});
