import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemId } from '../../src/core/schemas/item.js';
import { firstAnswer, optionLines, promptFor, prompts, questionOf } from './index.js';

const options = ['seven', 'blue', 'under'];
const choice = { id: 'a', context: null, prompt: 'Which is a colour?', options };
const free = { id: 'b', context: 'The sky is clear.', prompt: 'What colour is it?' };

describe.each(prompts.all())('prompt $name', (prompt) => {
  const question = prompt.format === 'multiple-choice' ? choice : free;
  const last = (): string => prompt.messages(question, undefined).at(-1)?.content ?? '';

  test('holds the question, its passage and its options, each once', () => {
    for (const part of [question.prompt, question.context ?? '', ...('options' in question ? options : [])]) {
      if (part !== '') expect(last().split(part)).toHaveLength(2);
    }
  });

  test('puts a system prompt first, and has none of its own', () => {
    expect(prompt.messages(question, undefined)).toHaveLength(1);
    expect(prompt.messages(question, 'Be brief.')).toMatchObject([
      { role: 'system', content: 'Be brief.' },
      { role: 'user' },
    ]);
  });

  test('leaves out a passage that is absent', () => {
    for (const context of [null, 'None', ' ']) {
      expect(prompt.messages({ ...question, context }, undefined).at(-1)?.content).not.toMatch(/None|null/);
    }
  });

  test('stops where its examples end', () => {
    expect(prompt.stop.length > 0).toBe(prompt.kind === 'base');
    expect(prompt.stop.length).toBeLessThanOrEqual(4);
  });
});

test('there is a prompt for each kind of model and each format', () => {
  for (const kind of ['chat', 'base'] as const) {
    for (const format of ['free-form', 'multiple-choice'] as const) {
      expect(promptFor(kind, format)).toMatchObject({ kind, format });
    }
  }
});

test('a base model sees five solved questions and then its own, which is open', () => {
  const [message] = promptFor('base', 'multiple-choice').messages(choice, undefined);
  expect(message?.content.match(/^Question:/gm)).toHaveLength(6);
  expect(message?.content.match(/^Answer: [A-D]$/gm)).toHaveLength(5);
  expect(message?.content.endsWith('Answer:')).toBe(true);
});

describe('options', () => {
  test('that carry their letters do not get them twice', () => {
    const plain = '(A) seven\n(B) blue\n(C) under';
    expect(optionLines(['(A) seven', '(B) blue', '(C) under'])).toBe(plain);
    expect(optionLines(['A. seven', 'B. blue', 'C. under'])).toBe(plain);
    expect(optionLines(['a) seven', 'b) blue', 'c) under'])).toBe(plain);
    expect(optionLines(['(A) seven', '(C) blue', '(B) under'])).toBe(plain);
    expect(optionLines(options)).toBe(plain);
  });

  test('that only look like it stay whole', () => {
    expect(optionLines(['A. Lincoln', 'G. Grant'])).toBe('(A) A. Lincoln\n(B) G. Grant');
    expect(optionLines(['(A)', '(B)'])).toBe('(A) (A)\n(B) (B)');
  });
});

test('a question shows nothing of its ground truth', () => {
  const target = ['a very particular answer'];
  const shared = { context: null, benchmark_name: 'x', benchmarks: ['x'], licence: '' };
  const item = { ...shared, problem_type: 'free-form' as const, prompt: 'p', target };
  const view = questionOf({ ...item, id: itemId(item) });
  expect(Object.keys(view).sort()).toEqual(['context', 'id', 'prompt']);
});

describe('the first answer of a base model', () => {
  test.each([
    [' 54\n\n---\n\nQuestion: What is next?\nAnswer: 7', '54'],
    [' B\nQuestion: more', 'B'],
    ['\n the conductor', 'the conductor'],
    ['', ''],
  ])('in %j is %j', (response, answer) => {
    expect(firstAnswer(response)).toBe(answer);
  });

  test('is a beginning of the response', () => {
    fc.assert(
      fc.property(fc.string(), (response) => {
        expect(response.trimStart().startsWith(firstAnswer(response))).toBe(true);
      }),
    );
  });
});
