import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asksForFile, asksForImage } from '../asks-for-media.js';
import { halves, labelledFilters, readCases } from '../labelled/cases.js';
import { liveData } from '../live-data.js';
import { refersElsewhere } from '../missing-context.js';
import { sieved } from './sieved.js';

const patterns = { asksForFile, asksForImage, liveData, refersElsewhere };
const names = ['asksForFile', 'asksForImage', 'liveData', 'refersElsewhere'] as const;

function expectSame(tests: ReturnType<typeof sieved<(typeof names)[number]>>, text: string): void {
  const plain = names.map((name) => [name, patterns[name].test(text)]);
  expect(
    names.map((name) => [name, tests[name].test(text)]),
    text,
  ).toEqual(plain);
}

describe('sieved patterns', () => {
  const tests = sieved(patterns);

  it('say of every labelled text, in small letters and in capitals, what the patterns say', async () => {
    for (const filter of labelledFilters) {
      for (const half of halves) {
        for (const { text } of await readCases(filter, half)) {
          expectSame(tests, text);
          expectSame(tests, text.toUpperCase());
        }
      }
    }
  });

  it('say so of texts that are put together from the words of the patterns', () => {
    const words = [
      ...new Set(Object.values(patterns).flatMap(({ source }) => source.match(/[a-z]+/g) ?? [])),
    ];
    const text = fc
      .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(' ', ' ', ' ', '? ', '.', '\n')), {
        maxLength: 8,
      })
      .map((pieces) => pieces.flat().join('').trim());
    fc.assert(
      fc.property(text, (said) => expectSame(tests, said)),
      { numRuns: 2_000 },
    );
  });

  it.each([
    /colou?rs? of (?:the )?(?:rain|snow)|weather/i,
    /^(?:what|which) (?:is|are) [xyz]{3,5} (?:now|today)[?.!]*$/i,
    /\b(?:a|b|cd)+ef?g\b|(?=.*needle)hay/i,
    /[a-z]{1,4}\d? tick(?:et)?s?|(?<=the )end/i,
    /(?:ab|abc|abcd)(?:x|yz)*(?:tail)?/i,
  ])('match whatever %s matches, wherever it stands', (pattern) => {
    const source = new RegExp(pattern.source.replace(/\(\?<?[=!][^)]*\)|\\b|[\^$]/g, ''));
    const { one } = sieved({ one: pattern });
    fc.assert(
      fc.property(fc.stringMatching(source), fc.string(), fc.string(), (inner, before, after) => {
        for (const text of [inner, inner.toUpperCase(), `${before} ${inner} ${after}`, before + inner]) {
          expect(one.test(text), text).toBe(pattern.test(text));
        }
      }),
    );
  });

  it('find a literal of three letters at the end, and beside letters of other scripts', () => {
    const { one } = sieved({ one: /\bcat\b/i });
    expect(
      ['a cat', 'İ cat', 'CAT', 'catalogue', 'ca', '', 'éécat éé cat'].map((text) => one.test(text)),
    ).toEqual([true, true, true, false, false, false, true]);
  });

  it.each([
    ['cat[^]dog', 'cat\ndog', 'catdog'],
    ['cat[]dog|bird', 'a bird', 'cat dog'],
  ])('take the empty class of %s for what it is', (source, fitting, other) => {
    const { one } = sieved({ one: new RegExp(source, 'i') });
    expect([fitting, other].map((text) => one.test(text))).toEqual([true, false]);
  });

  it('refuse a pattern that they could read otherwise', () => {
    expect(() => sieved({ one: /case/ })).toThrow(TypeError);
    expect(() => sieved({ one: /case/iu })).toThrow(TypeError);
  });
});
