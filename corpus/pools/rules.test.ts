import { describe, expect, it } from 'vitest';
import { reasons } from './reasons.js';
import { type Draft, longest, rules } from './rules.js';

const draft = (more: Partial<Draft> = {}): Draft => ({
  context: null,
  prompt: 'What is the capital of Peru?',
  answers: ['Lima'],
  hasTests: false,
  ...more,
});

/** The first rule broken, as items are judged. */
const broken = (more: Partial<Draft>): string | undefined =>
  rules.all().find((rule) => rule.breaks(draft(more)))?.name;

const options = (...texts: string[]): Partial<Draft> => ({ options: texts, answers: [texts[0] ?? ''] });

/** For each rule: what breaks it, and what looks like it and does not. */
const cases: Record<string, { breaks: Partial<Draft>[]; passes: Partial<Draft>[] }> = {
  'empty-prompt': {
    breaks: [{ prompt: '' }, { prompt: ' ?! ' }],
    passes: [{ prompt: '2?' }, { prompt: '谁？' }],
  },
  'empty-target': { breaks: [{ answers: [] }, { answers: [''] }], passes: [{ answers: ['', 'Lima'] }] },
  'code-to-run': {
    breaks: [{ hasTests: true }, { answers: ['def f(x):\n    return x + 1\n'] }],
    passes: [{ answers: ['import duty'] }, options('def f(x):\n  return x', 'def g(x):\n  return 1')],
  },
  'too-few-options': { breaks: [{ options: [] }, options('Lima')], passes: [options('Lima', 'Cusco')] },
  'too-many-options': {
    breaks: [options(...Array.from({ length: 27 }, (_, n) => `city ${n}`))],
    passes: [options(...Array.from({ length: 26 }, (_, n) => `city ${n}`))],
  },
  'empty-option': { breaks: [options('Lima', '')], passes: [options('Lima', '-')] },
  'repeated-options': {
    breaks: [options('New  York', 'New York')],
    // In genetics, letters of another case are another answer.
    passes: [options('TT', 'Tt', 'tt')],
  },
  'letters-for-options': { breaks: [options('A', 'B', 'C')], passes: [options('B', 'A'), options('A', 'C')] },
  'few-shot-examples': {
    breaks: [
      { prompt: 'Q: 1 + 1?\nA: 2\n\nQ: 2 + 2?' },
      { context: 'Question: up?\nAnswer: down\nQuestion: left?' },
    ],
    passes: [{ prompt: 'Q: 1 + 1?' }, { prompt: 'Translate.\nORO: Ko.\nENGLISH: Eat.\nORO: Ti.' }],
  },
  'missing-figure': {
    breaks: [
      { prompt: 'According to the map below, where does it rain?' },
      { prompt: 'What is the religion of the building shown in the picture?' },
      { prompt: 'Two circles touch, as shown. How wide are they?' },
      { prompt: 'Refer to the table below. Who won?' },
      { prompt: 'Which claim does the graph support?', context: 'Cities grew, and so did their markets.' },
    ],
    passes: [
      { prompt: 'Find the area, as shown.\n[asy]draw((0,0)--(1,1));[/asy]' },
      { prompt: 'Given the table below, who won? Ann 3 4, Bo 5 6' },
      { prompt: 'What is the vertex of the graph of $y = x^2$?' },
      { prompt: 'How many people fit around a round table?' },
      { prompt: 'Which claim does the table support?', context: 'The table: rain 3, sun 4.' },
    ],
  },
  'refers-to-another-question': {
    breaks: [
      { prompt: 'In the model of question 7, what is the slope?' },
      { prompt: 'Which line supports the answer to the previous question?' },
    ],
    passes: [{ prompt: 'Six pupils got question 7 right. How many did not, of 20?' }],
  },
  'ungradable-target': {
    breaks: [{ answers: ['} ]'] }],
    passes: [{ answers: ['} ]', 'b'] }, options('}', ']')],
  },
  'refers-to-options': {
    breaks: [
      { prompt: 'Which of the following is a prime number?' },
      { prompt: 'Of the following four plans, which grows fastest?' },
      { answers: ['None of these'] },
      { answers: ['A and B'] },
    ],
    passes: [
      { prompt: 'Which of the following is prime: 4, 6, 7?' },
      { prompt: 'Which of these is prime?\n(A) 4\n(B) 7' },
      { prompt: 'What is the sum of these two numbers?' },
      { prompt: 'Which of the following is prime?', ...options('4', '7') },
      { answers: ['All of the people', 'all are craters on the moon'] },
    ],
  },
  'too-long': {
    breaks: [
      { context: 'a'.repeat(longest.question) },
      options('b'.repeat(longest.option + 1), 'c'),
      { answers: ['d'.repeat(longest.answer + 1)] },
    ],
    passes: [{ context: 'a'.repeat(longest.question - 100) }, options('b'.repeat(longest.option), 'c')],
  },
};

describe.each(rules.all())('$name', ({ name }) => {
  it('says to people what is wrong', () => {
    expect(reasons[name]).toMatch(/^[a-z].*[^.]$/);
  });

  it('has cases that break it and cases that only look like it', () => {
    expect(cases[name]?.breaks.length).toBeGreaterThan(0);
    expect(cases[name]?.passes.length).toBeGreaterThan(0);
  });

  it.each(cases[name]?.breaks ?? [])('is broken by %j', (more) => {
    expect(broken(more)).toBe(name);
  });

  it.each(cases[name]?.passes ?? [])('lets pass %j', (more) => {
    expect(broken(more)).toBeUndefined();
  });
});
