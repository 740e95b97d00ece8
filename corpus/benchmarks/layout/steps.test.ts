import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Step } from '../benchmark.js';
import { finalAnswer, unletterOptions } from './answers.js';
import { blankFromBeginnings } from './blank.js';
import type { RawItem } from './columns.js';
import { takeListedOptions } from './listed-options.js';
import { splitPassage, templated, undecorate } from './template.js';

const raw = (prompt: string, more: Partial<RawItem> = {}): RawItem => ({
  context: null,
  prompt,
  target: [0],
  hasTests: false,
  ...more,
});

const all = (item: RawItem, steps: readonly Step[] = templated): RawItem =>
  steps.reduce((current, step) => step(current), item);

describe('undecorate', () => {
  it.each([
    ['Question: Why?\nAnswer:', 'Why?'],
    ['Q: Why?\nA:', 'Why?'],
    ['Who is "she"? A:', 'Who is "she"?'],
    ['Answer in one word.\nQ: Why?\nA:', 'Answer in one word.\nWhy?'],
    ['What is vitamin A:', 'What is vitamin A:'],
    ['"Say ""no""."', 'Say "no".'],
    ['"To be" or "not to be"', '"To be" or "not to be"'],
  ])('%j becomes %j', (before, after) => {
    expect(undecorate(raw(before)).prompt).toBe(after);
  });

  it('leaves solved examples as they are, for a rule to reject', () => {
    const examples = 'Q: 1 + 1?\nA: 2\nQ: 2 + 2?\nA: 4\nQ: 3 + 3?';
    expect(undecorate(raw(`First,\n${examples}`)).prompt).toBe(`First,\n${examples}`);
  });
});

describe('splitPassage', () => {
  it('parts at the last label', () => {
    const text = 'Passage: Ask a Question: it helps.\nQuestion: Does it?';
    expect(splitPassage(raw(text))).toMatchObject({
      context: 'Ask a Question: it helps.',
      prompt: 'Does it?',
    });
  });

  it('takes the last line for the question where the label was forgotten', () => {
    const text = 'Context: Ida said, "Who?"\nWas she afraid?\nAnswer: ';
    expect(all(raw(text))).toMatchObject({ context: 'Ida said, "Who?"', prompt: 'Was she afraid?' });
  });

  it('leaves a question without a passage', () => {
    expect(splitPassage(raw('Say it.\nQuestion: Why?')).context).toBeNull();
  });
});

describe('takeListedOptions', () => {
  it.each([
    ['letters with dots', 'Pick.\nA. one\nB. two'],
    ['letters with dots and brackets', 'Pick.\nChoices:\nA.) one\nB.) two'],
    ['small letters', 'Pick.\nChoices:\na.) one\nb.) two'],
    ['a header on the first line', 'Pick.\nChoices: A. one\nB. two\n'],
    ['brackets', 'Pick.\nOptions:\n(A) one\n(B) two'],
    ['dashes', 'Pick.\nOptions:\n- one \n- two'],
  ])('takes out %s', (_kind, prompt) => {
    expect(takeListedOptions(raw(prompt))).toMatchObject({ prompt: 'Pick.', options: ['one', 'two'] });
  });

  it('keeps a list that does not agree with the options of the row', () => {
    const item = raw('Pick.\nA. one\nB. two', { options: ['A', 'B', 'C'] });
    expect(takeListedOptions(item)).toBe(item);
  });

  it('keeps options of several lines whole', () => {
    expect(takeListedOptions(raw('Pick.\nOptions:\n(A) one\nand more\n(B) two')).options).toEqual([
      'one\nand more',
      'two',
    ]);
  });

  it('gives back any options that were listed', () => {
    const option = fc.stringMatching(/^[a-z][a-z ,;]{0,20}[a-z]$/);
    fc.assert(
      fc.property(fc.array(option, { minLength: 2, maxLength: 10 }), (options) => {
        const letters = options.map((_, index) => String.fromCharCode(65 + index));
        const list = options.map((text, index) => `${letters[index]}. ${text}`).join('\n');
        const taken = all(raw(`Question: Which one?\nChoices:\n${list}\nAnswer:`, { options: letters }));
        expect(taken).toMatchObject({ prompt: 'Which one?', options });
      }),
    );
  });
});

describe('blankFromBeginnings', () => {
  it('finds the words in which the beginnings differ', () => {
    const options = ["Bo can beat Bo's uncle though Bo", "Bo can beat Bo's uncle though Bo's uncle"];
    expect(blankFromBeginnings(raw('is old.', { options }))).toMatchObject({
      prompt: "Bo can beat Bo's uncle though _ is old.",
      options: ['Bo', "Bo's uncle"],
    });
  });

  it('fills back to the sentences it came from', () => {
    const word = fc.stringMatching(/^[a-z]{1,6}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 8 }),
        fc.uniqueArray(word, { minLength: 2, maxLength: 2 }),
        fc.array(word, { minLength: 1, maxLength: 5 }),
        (start, fillings, end) => {
          const options = fillings.map((filling) => [...start, filling].join(' '));
          const made = blankFromBeginnings(raw(end.join(' '), { options }));
          const sentences = (made.options ?? []).map((option) => made.prompt.replace('_', option));
          expect(sentences).toEqual(options.map((option) => `${option} ${end.join(' ')}`));
        },
      ),
    );
  });
});

describe('answers', () => {
  it('keeps what follows the mark', () => {
    const target = ['Work.\n#### 1,234,567', 'no mark', '#### -3.5'];
    expect(finalAnswer(raw('?', { target })).target).toEqual(['1234567', 'no mark', '-3.5']);
  });

  it('takes letters off options, and only letters', () => {
    const options = ['A)54', '(B) 12', 'C. x', 'Dogs', 'a) b'];
    expect(unletterOptions(raw('?', { options })).options).toEqual(['54', '12', 'x', 'Dogs', 'a) b']);
  });
});
