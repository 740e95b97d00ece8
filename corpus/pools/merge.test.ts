import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Item, itemId } from '../../src/core/schemas/item.js';
import { mergeItems } from './merge.js';
import { normaliseText } from './normalise.js';

const about = (benchmark: string) => ({
  benchmark_name: benchmark,
  benchmarks: [benchmark],
  licence: 'CC0-1.0',
  context: null,
});

function free(prompt: string, target: string[], benchmark = 'one'): Item {
  const item = { ...about(benchmark), problem_type: 'free-form' as const, prompt, target };
  return { ...item, id: itemId(item) };
}

function choice(prompt: string, options: string[], right: number, benchmark = 'one'): Item {
  const target: [number] = [right];
  const item = { ...about(benchmark), problem_type: 'multiple-choice' as const, prompt, options, target };
  return { ...item, id: itemId(item) };
}

describe('normaliseText', () => {
  it.each([
    ['Who’s “there”?', "who's there"],
    ['A  pen ,  a\nbook .', 'a pen a book'],
    ['1,234 people', '1234 people'],
    ['a ______ b', 'a _ b'],
  ])('%j is compared as %j', (text, expected) => {
    expect(normaliseText(text)).toBe(expected);
  });

  it.each([
    ['30*80=', '30+80='],
    ['3.5', '35'],
    ['x^2', 'x 2'],
    ['5!', '5'],
    ['f(x)', 'f x'],
    ["f'(x)", 'f(x)'],
    ['( [ )', '( ( )'],
  ])('%j and %j stay apart', (one, other) => {
    expect(normaliseText(one)).not.toBe(normaliseText(other));
  });

  it('does no more the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(normaliseText(normaliseText(text))).toBe(normaliseText(text));
      }),
    );
  });
});

describe('mergeItems', () => {
  it('keeps a question once, with the names of all benchmarks', () => {
    const { items, merged } = mergeItems([
      choice('What floats?', ['a cork', 'a stone'], 0, 'two'),
      choice('What  floats', ['A stone', 'a cork.'], 1, 'one'),
    ]);
    expect(merged).toBe(1);
    expect(items).toMatchObject([
      { benchmark_name: 'one', benchmarks: ['one', 'two'], options: ['A stone', 'a cork.'] },
    ]);
  });

  it('unites free answers, under a new id only where one came to it', () => {
    const first = free('How many?', ['7', 'seven']);
    expect(mergeItems([first, free('How many', ['Seven.'], 'two')]).items).toEqual([
      { ...first, benchmarks: ['one', 'two'] },
    ]);
    const [united] = mergeItems([first, free('How many', ['VII'], 'two')]).items;
    expect(united).toMatchObject({ target: ['7', 'seven', 'VII'] });
    expect(united?.id).toBe(united && itemId(united));
    expect(united?.id).not.toBe(first.id);
  });

  it('keeps the fuller of two sets of options', () => {
    const { items } = mergeItems([
      choice('Where?', ['up', 'down'], 1, 'a'),
      choice('Where?', ['in', 'down', 'up'], 1, 'b'),
    ]);
    expect(items).toMatchObject([{ benchmark_name: 'b', benchmarks: ['b', 'a'] }]);
  });

  it('keeps questions apart that only share their words', () => {
    const apart = [
      choice('Which is true?', ['cats bark', 'dogs bark'], 1),
      choice('Which is true?', ['cows moo', 'pigs moo'], 0),
      choice('Which is true?', ['cats bark', 'dogs bark', 'cows bark'], 0),
      free('Which is true?', ['dogs bark']),
      { ...free('Which is true?', ['dogs bark']), context: 'Dogs bark.' },
    ];
    expect(mergeItems(apart)).toMatchObject({ merged: 0, contradicted: 0 });
    expect(mergeItems(apart).items).toHaveLength(5);
  });

  it('leaves out what contradicts itself', () => {
    const sound = free('Sound?', ['yes']);
    const doubtful = [choice('Who?', ['he', 'she'], 0, 'a'), choice('Who?', ['he', 'she'], 1, 'b')];
    expect(mergeItems([...doubtful, sound])).toEqual({ items: [sound], merged: 0, contradicted: 2 });
  });

  const anyItem = fc.oneof(
    fc
      .tuple(
        fc.constantFrom('Up?', 'up', 'Down?'),
        fc.uniqueArray(fc.constantFrom('1', '2', 'one'), { minLength: 1 }),
      )
      .map(([prompt, target]) => free(prompt, target)),
    fc
      .tuple(
        fc.constantFrom('Up?', 'up ?', 'Down?'),
        fc.uniqueArray(fc.constantFrom('a', 'B', 'b.', 'c', 'd'), { minLength: 2 }),
        fc.nat(),
      )
      .map(([prompt, options, place]) => choice(prompt, options, place % options.length)),
  );
  const anyItems = fc
    .array(fc.tuple(anyItem, fc.constantFrom('one', 'two', 'three')))
    .map((pairs) =>
      pairs.map(
        ([item, benchmark]): Item => ({ ...item, benchmark_name: benchmark, benchmarks: [benchmark] }),
      ),
    );

  it('does not depend on the order of the items', () => {
    fc.assert(
      fc.property(
        anyItems.chain((items) =>
          fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
        ),
        ([items, mixed]) => {
          expect(mergeItems(mixed)).toEqual(mergeItems(items));
        },
      ),
    );
  });

  it('accounts for every item, loses no benchmark of a kept question, and is done after one go', () => {
    fc.assert(
      fc.property(anyItems, (items) => {
        const result = mergeItems(items);
        expect(result.items.length + result.merged + result.contradicted).toBe(items.length);
        expect(new Set(result.items.map((item) => item.id)).size).toBe(result.items.length);
        for (const item of result.items) expect(item.id).toBe(itemId(item));
        expect(mergeItems(result.items)).toEqual({ items: result.items, merged: 0, contradicted: 0 });
      }),
    );
  });
});
