import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Item, itemId } from '../../src/core/schemas/item.js';
import { mergeNearDuplicates } from './near-duplicates.js';

function free(prompt: string, target: string[], benchmark: string): Item {
  const about = { context: null, benchmark_name: benchmark, benchmarks: [benchmark], licence: 'CC0-1.0' };
  const item = { ...about, problem_type: 'free-form' as const, prompt, target };
  return { ...item, id: itemId(item) };
}

/** Unit vectors in the plane, by their angles in degrees. */
function vectorsAt(...degrees: number[]): Float32Array {
  return Float32Array.from(
    degrees.flatMap((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]),
  );
}

const merge = (items: Item[], vectors: Float32Array): { items: Item[]; merged: number } =>
  mergeNearDuplicates(items, vectors, 2);

const walk = (metres: number, word: string): string =>
  `A man walks ${metres} metres along the river every single day ${word} rest: how far does he walk in a week?`;

describe('mergeNearDuplicates', () => {
  it('merges questions in almost the same words', () => {
    const items = [
      free(walk(40, 'without'), ['280'], 'one'),
      free(walk(40, 'with no'), ['280', '280 m'], 'two'),
    ];
    const { items: kept, merged } = merge(items, vectorsAt(0, 10));
    expect(merged).toBe(1);
    expect(kept).toMatchObject([{ benchmarks: ['one', 'two'], target: ['280', '280 m'] }]);
    expect(kept[0]?.id).toBe(kept[0] && itemId(kept[0]));
  });

  it.each([
    ['other numbers', walk(40, 'without'), walk(50, 'without'), [0, 5]],
    ['too large an angle', walk(40, 'without'), walk(40, 'with no'), [0, 30]],
    ['other words', 'Who wrote about the whale?', 'Which author told of the whale?', [0, 5]],
  ] as const)('keeps apart what has %s', (_why, one, other, degrees) => {
    const items = [free(one, ['x'], 'one'), free(other, ['x'], 'two')];
    expect(merge(items, vectorsAt(...degrees))).toMatchObject({ merged: 0 });
  });

  it('keeps apart what the order of words or numbers tells apart', () => {
    const ask = (pens: number, cups: number, more: string): string =>
      `Ann has ${pens} pens and ${cups} cups on the long shelf: how many more ${more} does she have?`;
    const one = free(ask(9, 4, 'pens than cups'), ['5'], 'one');
    expect(merge([one, free(ask(9, 4, 'cups than pens'), ['-5'], 'two')], vectorsAt(0, 0)).merged).toBe(0);
    expect(merge([one, free(ask(4, 9, 'pens than cups'), ['5'], 'two')], vectorsAt(0, 0)).merged).toBe(0);
    expect(merge([one, free(ask(9, 4, 'pens  than cups'), ['5'], 'two')], vectorsAt(0, 0)).merged).toBe(1);
  });

  it('keeps questions apart whose right options differ', () => {
    const choice = (right: 0 | 1): Item => {
      const { id: _id, problem_type: _type, ...rest } = free(walk(40, 'without'), [], 'one');
      const target: [number] = [right];
      const item = { ...rest, problem_type: 'multiple-choice' as const, options: ['280', '40'], target };
      return { ...item, id: itemId(item) };
    };
    expect(merge([choice(0), choice(1)], vectorsAt(0, 0)).merged).toBe(0);
    expect(merge([choice(0), choice(0)], vectorsAt(0, 0)).merged).toBe(1);
  });

  it('keeps questions apart whose answers have nothing in common, or whose passages differ', () => {
    const question = walk(40, 'without');
    expect(
      merge([free(question, ['280'], 'one'), free(question, ['5'], 'two')], vectorsAt(0, 0)).merged,
    ).toBe(0);
    const other = { ...free(question, ['280'], 'two'), context: 'She walks, too.' };
    expect(merge([free(question, ['280'], 'one'), other], vectorsAt(0, 0)).merged).toBe(0);
  });

  it('keeps puzzles apart that have the same words in another order', () => {
    const [one, two] = ['not True and not not False is', 'not not False and not True is'];
    expect(merge([free(one, ['x'], 'one'), free(two, ['x'], 'one')], vectorsAt(0, 0)).merged).toBe(0);
  });

  it('misses no twin: of any two that are left, the words and pairs of words differ', () => {
    const word = fc.constantFrom('salt', 'river', 'stone', 'bread');
    const prompt = fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.uniqueArray(prompt, { maxLength: 25 }), (prompts) => {
        const items = prompts.map((text) => free(text, ['x'], 'one'));
        const { items: kept, merged } = merge(items, vectorsAt(...items.map(() => 0)));
        expect(kept).toHaveLength(items.length - merged);
        for (const [row, one] of kept.entries()) {
          for (const other of kept.slice(row + 1))
            expect(overlap(one.prompt, other.prompt)).toBeLessThan(0.8);
        }
      }),
    );
  });
});

/** Jaccard similarity of two texts as multisets of words and of pairs of neighbours, by taking away what is shared. */
function overlap(one: string, other: string): number {
  const parts = (text: string): string[] => {
    const words = text.split(' ');
    return [...words, ...words.map((word, at) => `${words[at - 1]}-${word}`)];
  };
  const left = parts(other);
  const size = left.length;
  const shared = parts(one).filter((part) => {
    const at = left.indexOf(part);
    if (at !== -1) left.splice(at, 1);
    return at !== -1;
  }).length;
  return shared / (parts(one).length + size - shared);
}
