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
    const items = [free(walk(40, 'without'), ['280'], 'one'), free(walk(40, 'with no'), ['280 m'], 'two')];
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

  it('misses no twin: every two that are left share less than four fifths of their words', () => {
    const word = fc.constantFrom(...'salt river stone bread cloud lamp'.split(' '));
    const prompt = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.uniqueArray(prompt, { maxLength: 25 }), (prompts) => {
        const items = prompts.map((text) => free(text, ['x'], 'one'));
        const { items: kept, merged } = merge(items, vectorsAt(...items.map(() => 0)));
        expect(kept).toHaveLength(items.length - merged);
        const words = kept.map((item) => new Set(item.prompt.split(' ')));
        for (const [row, one] of words.entries()) {
          for (const other of words.slice(row + 1)) {
            const shared = [...one].filter((each) => other.has(each)).length;
            expect(shared / (one.size + other.size - shared)).toBeLessThan(0.8);
          }
        }
      }),
    );
  });
});
