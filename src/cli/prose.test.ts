import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrapProse } from './prose.js';

describe('wrapProse', () => {
  it('loses no word and keeps lines within the terminal', () => {
    const word = fc.stringMatching(/^[a-z`.]{1,12}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 40, max: 120 }),
        (words, columns) => {
          const lines = wrapProse(words.join(' '), columns).split('\n');
          expect(lines.flatMap((line) => line.split(' '))).toEqual(words);
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
        },
      ),
    );
  });

  it.each([
    ['a command', `  mixeval evaluate --version 2024-06-01 ${'--model openai:gpt-4o-mini '.repeat(5)}`],
    ['a row of a table', `mixeval  ${'12.5  '.repeat(20)}`],
    ['anything where there is no terminal', 'word '.repeat(50).trim()],
  ])('leaves %s in one piece', (_, line) => {
    const columns = line.startsWith('word') ? Number.POSITIVE_INFINITY : 80;
    expect(wrapProse(line, columns)).toBe(line);
  });
});
