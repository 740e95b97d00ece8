import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeIssues } from './parse.js';

const schema = z.strictObject({
  name: z.string(),
  size: z.number().int().min(1).max(9),
  home: z.url().exactOptional(),
  kind: z.enum(['chat', 'base']).exactOptional(),
  models: z.union([z.string(), z.array(z.string()).min(1)]).exactOptional(),
});

const good = { name: 'a', size: 1 };

it.each([
  [{ size: 1 }, 'field "name": missing (expected text)'],
  [{ ...good, name: 7 }, 'field "name": expected text, found a number'],
  [{ ...good, name: null }, 'field "name": expected text, found null'],
  [{ ...good, size: 1.5 }, 'field "size": expected a whole number, found a number'],
  [{ ...good, size: 0 }, 'field "size": expected 1 or more'],
  [{ ...good, size: 10 }, 'field "size": expected 9 or less'],
  [{ ...good, home: 'here' }, 'field "home": expected a URL such as https://host/path'],
  [{ ...good, kind: 'instruct' }, 'field "kind": expected "chat" or "base"'],
  [
    { ...good, models: 7 },
    'field "models": expected text, found a number, or expected a list, found a number',
  ],
  [{ ...good, models: [7] }, 'field "models": at "0" expected text, found a number'],
  [{ ...good, modle: 'b' }, '"modle" is not known here'],
  [[], 'expected an object, found a list'],
])('says of %j: %s', (value, words) => {
  const { error } = schema.safeParse(value);
  expect(error && describeIssues(error, value)).toBe(words);
});

it('counts what it does not name', () => {
  const value = Object.fromEntries('abcde'.split('').map((name) => [name, 1]));
  const { error } = z.record(z.string(), z.string()).safeParse(value);
  expect(error && describeIssues(error, value)).toMatch(/"a".*"b".*"c".*; and 2 more$/);
});

it('says what tells alternatives apart', () => {
  const decision = z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('keep') }),
    z.object({ kind: z.literal('drop') }),
  ]);
  const { error } = decision.safeParse({ kind: 'throw' });
  expect(error && describeIssues(error, { kind: 'throw' })).toBe('field "kind": expected "keep" or "drop"');
});
