import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rightOption } from './target.js';

const cities = ['Lima', 'Quito', 'La Paz'];

describe('rightOption', () => {
  it.each([
    [2, undefined, 2],
    ['1', undefined, 1],
    ['C', undefined, 2],
    ['(b)', undefined, 1],
    ['B.)', undefined, 1],
    ['Quito', undefined, 1],
    ['quito', undefined, 1],
    ['Quito', 'text', 1],
    ['B', 'letter', 1],
    [3, undefined, 'target-not-an-option'],
    [-1, undefined, 'target-not-an-option'],
    [1.5, undefined, 'target-not-an-option'],
    ['D', undefined, 'target-not-an-option'],
    ['Bogotá', undefined, 'target-not-an-option'],
    ['Quito', 'index', 'target-not-an-option'],
    ['', undefined, 'empty-target'],
  ] as const)('%j as %s is %j', (target, kind, expected) => {
    expect(rightOption([target], cities, kind)).toBe(expected);
  });

  it('takes no target that can be read in two ways', () => {
    expect(rightOption(['2'], ['1', '2', '3'], undefined)).toBe('ambiguous-target');
    expect(rightOption(['2'], ['1', '2', '3'], 'text')).toBe(1);
    expect(rightOption(['2'], ['1', '2', '3'], 'index')).toBe(2);
    expect(rightOption(['b'], ['b', 'c', 'a'], undefined)).toBe('ambiguous-target');
    // Read as a text and as an index, it is the same option.
    expect(rightOption(['1'], ['0', '1'], undefined)).toBe(1);
  });

  it('takes no question with several right options, and none without', () => {
    expect(rightOption(['Lima', 'Quito'], cities, 'scores')).toBe('several-right-options');
    expect(rightOption([], cities, 'scores')).toBe('empty-target');
  });

  it('finds an option by its number, its letter and its text alike', () => {
    const texts = fc.uniqueArray(fc.stringMatching(/^[a-z]{3,9}$/), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(texts, fc.nat(), (options, place) => {
        const right = place % options.length;
        const letter = String.fromCharCode(65 + right);
        for (const target of [right, String(right), letter, letter.toLowerCase(), options[right] ?? '']) {
          expect(rightOption([target], options, undefined)).toBe(right);
        }
      }),
    );
  });
});
