import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countCanaries } from './canary.js';

const count = (text: string, canary: string, own = Number.POSITIVE_INFINITY): number =>
  countCanaries(Buffer.from(text, 'utf8'), own, canary);

test('any canary is found as often as it stands there, however it is parted, and no other', () => {
  const between = fc.constantFrom('', '', '', '-', ' ', '\n> ', '\u00ad');
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.uuid(),
      fc.array(between, { minLength: 31, maxLength: 31 }),
      fc.integer({ min: 0, max: 3 }),
      (canary, other, parts, times) => {
        fc.pre(canary !== other);
        const digits = [...canary.replaceAll('-', '')];
        const parted = digits.map((digit, at) => `${digit}${parts[at] ?? ''}`).join('');
        const text = `${other}, ${`${parted} and ${canary.toUpperCase()}; `.repeat(times)}${other}`;
        expect(count(text, canary)).toBe(2 * times);
      },
    ),
  );
});

test('one that begins behind the own bytes belongs to the next block', () => {
  const canary = 'abcdef01-2345-5789-8abc-def012345678';
  expect(count(`${canary} ${canary}`, canary, 37)).toBe(1);
  expect(count(`${canary} ${canary}`, canary, 38)).toBe(2);
});
