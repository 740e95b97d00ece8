import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomInteger, seededRandom } from '../../src/core/random.js';
import { collected, folderWith } from '../testing/files.js';
import { ExactDuplicates, idBytes } from './exact.js';
import { minHash } from './min-hash.js';
import { NearDuplicates, textKeyWords, writeSignature } from './near.js';
import { jaccard, shingled, shinglesOf } from './shingles.js';
import { mayBeNear, sketchWords, writeSketch } from './sketch.js';

/** Shingles as sets of strings, as the definition says it: an independent way to the same similarity. */
function plainShingles(text: string): Set<string> {
  const all = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [text.toLowerCase()];
  const weighty = all.filter((word) => !['a', 'an', 'the', 'please'].includes(word));
  const words = weighty.length > 0 ? weighty : all;
  const joined = ` ${words.join(' ')} `;
  const shingles = new Set<string>();
  for (let at = 0; at < Math.max(1, joined.length - 3); at += 1) shingles.add(joined.slice(at, at + 4));
  const bounded = ['', ...words, ''];
  for (let at = 1; at < bounded.length; at += 1) shingles.add(`pair ${bounded[at - 1]} ${bounded[at]}`);
  return shingles;
}

function plainJaccard(a: string, b: string): number {
  const [x, y] = [plainShingles(a), plainShingles(b)];
  const shared = [...x].filter((shingle) => y.has(shingle)).length;
  return shared / (x.size + y.size - shared);
}

const words =
  'why does the old garden gate squeak when rain falls on cold iron in early spring near our house'.split(
    ' ',
  );
const sentence = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 })
  .map((said) => said.join(' '));

async function nearOf(texts: readonly string[]): Promise<Map<number, number>> {
  const near = new NearDuplicates(await folderWith({}));
  const keys = new Uint32Array(texts.length * textKeyWords);
  const sketches = new Uint32Array(texts.length * sketchWords);
  texts.forEach((text, at) => {
    writeSignature(text, { keys, sketches }, at);
  });
  near.add({ keys, sketches });
  const found = near.found({
    places: texts.length,
    text: (place) => texts[place] ?? '',
    earlierText: (place) => texts[place] ?? '',
    count: () => 1,
    isOut: () => false,
  });
  return new Map((await collected(found)).map(({ place, first }) => [place, first]));
}

describe('shingles', () => {
  it('have the similarity of the sets of strings that they stand for', () => {
    fc.assert(
      fc.property(sentence, sentence, (a, b) => {
        expect(jaccard(shingled(a).shingles, shingled(b).shingles)).toBeCloseTo(plainJaccard(a, b), 10);
      }),
    );
  });

  it.each([
    ['How do tides work?', 'how do tides work', true],
    ['what is c++', 'what is c#', false],
    ['largest lake of 1990', 'largest lake of 1991', false],
  ])('%s and %s ask for the same particulars: %s', (a, b, same) => {
    expect(shingled(a).particulars === shingled(b).particulars).toBe(same);
  });
});

describe('particulars', () => {
  it('are the same whether or not a text has letters beyond ASCII', () => {
    const ascii = fc.string({ unit: 'grapheme-ascii' });
    fc.assert(
      fc.property(ascii, (text) => {
        expect(shingled(`${text} é`).particulars).toBe(shingled(`${text} e`).particulars);
      }),
    );
  });
});

describe('the similarity of short texts', () => {
  it.each([
    ['who painted the mona lisa', 'Who painted Mona Lisa?', true],
    ['is a tomato a fruit', 'please, is tomato a fruit?', true],
    ['dollars to euros', 'euros to dollars', false],
    ['what is the capital of peru', 'what is the capital of chad', false],
  ])('%s, %s: %s', (a, b, near) => {
    expect(jaccard(shingled(a).shingles, shingled(b).shingles) >= 0.8).toBe(near);
  });
});

describe('sketches', () => {
  const mayBe = (a: Uint32Array, b: Uint32Array): boolean => {
    const sketches = new Uint32Array(2 * sketchWords);
    writeSketch(a, sketches, 0);
    writeSketch(b, sketches, sketchWords);
    return mayBeNear(sketches, 0, sketches, sketchWords);
  };

  it('never rule out a pair that is near, and not by one shingle more than they must', () => {
    const hashes = fc.uniqueArray(fc.nat(2 ** 32 - 1), { minLength: 50, maxLength: 50 });
    fc.assert(
      fc.property(hashes, fc.nat(50), (all, shared) => {
        const half = shared + Math.floor((50 - shared) / 2);
        const [a, b] = [all.slice(0, half), [...all.slice(0, shared), ...all.slice(half)]];
        const [x, y] = [Uint32Array.from(a), Uint32Array.from(b)];
        if (jaccard(x, y) >= 0.8) expect(mayBe(x, y)).toBe(true);
      }),
      { numRuns: 500 },
    );
    const consecutive = (from: number, to: number): Uint32Array =>
      Uint32Array.from({ length: to - from }, (_, at) => from + at);
    expect(mayBe(consecutive(0, 45), consecutive(5, 50))).toBe(true);
    expect(mayBe(consecutive(0, 45), consecutive(6, 50))).toBe(false);
  });

  it('rule out most pairs that have half of their shingles in common', () => {
    const random = seededRandom(3, 'test of sketches');
    const some = (): string =>
      Array.from({ length: 6 }, () => words[randomInteger(random, words.length)]).join(' ');
    let alike = 0;
    let ruledOut = 0;
    for (let pair = 0; pair < 500; pair += 1) {
      const common = some();
      const [a, b] = [`${common} ${some()}`, `${common} ${some()}`];
      if (plainJaccard(a, b) > 0.6) continue;
      alike += 1;
      if (!mayBe(shinglesOf(a).slice(), shinglesOf(b))) ruledOut += 1;
    }
    expect(ruledOut / alike).toBeGreaterThan(0.95);
  });
});

describe('MinHash', () => {
  it('agrees in about as many places as the sets are similar', () => {
    const random = seededRandom(1, 'test of signatures');
    let error = 0;
    const rounds = 200;
    for (let round = 0; round < rounds; round += 1) {
      const common = randomInteger(random, 60);
      const set = (salt: number): Uint32Array =>
        Uint32Array.from({ length: 80 }, (_, at) =>
          at < common ? at * 7919 : random() * 2 ** 32 + salt,
        ).sort();
      const [a, b] = [set(1), set(2)];
      const signatures = [a, b].map((shingles) => minHash(shingles, new Int32Array(128)));
      const agree = signatures[0]?.filter((value, at) => value === signatures[1]?.[at]).length ?? 0;
      error += Math.abs(agree / 128 - jaccard(a, b));
    }
    // Of a binomial with 128 draws the mean absolute error is at most 0.8 * 0.5 / sqrt(128).
    expect(error / rounds).toBeLessThan(0.04);
  });
});

describe('exact duplicates', () => {
  it('are all found, each with the first of its kind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 9 })), async (kinds) => {
        const exact = new ExactDuplicates(await folderWith({}));
        kinds.forEach((kind, place) => {
          exact.add(new Uint8Array(idBytes).fill(kind), 0, place, place + 1);
        });
        const found = [...exact.found()].sort((a, b) => a.place - b.place);
        const expected = kinds
          .map((kind, place) => ({ place, first: kinds.indexOf(kind), count: place + 1 }))
          .filter(({ place, first }) => first !== place);
        expect(found).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });
});

describe('near duplicates', () => {
  it('are at least four fifths alike, and the query kept is never one itself', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sentence, { maxLength: 60 }), async (texts) => {
        const found = await nearOf(texts);
        for (const [place, first] of found) {
          expect(first).toBeLessThan(place);
          expect(found.has(first)).toBe(false);
          expect(plainJaccard(texts[place] ?? '', texts[first] ?? '')).toBeGreaterThanOrEqual(0.8);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('are nearly all found', async () => {
    const random = seededRandom(2, 'test of near duplicates');
    const texts = Array.from({ length: 300 }, (_, at) =>
      Array.from(
        { length: 16 },
        () => `${words[randomInteger(random, words.length)]}${at % 7 === 0 ? 's' : ''}`,
      ).join(' '),
    );
    const changed = texts.map((text) => text.replace(/ \w+$/, ' today'));
    const found = await nearOf([...texts, ...changed]);
    const alike = changed.filter((text, at) => plainJaccard(text, texts[at] ?? '') >= 0.8).length;
    expect(alike).toBeGreaterThan(200);
    const hits = changed.filter(
      (text, at) => plainJaccard(text, texts[at] ?? '') >= 0.8 && found.has(300 + at),
    ).length;
    expect(hits / alike).toBeGreaterThan(0.95);
  });
});
