import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choice } from '../../item.fixture.js';
import { readByRules } from '../../rule.js';

const metals = ['copper', 'iron', 'tin', 'red lead'];
const item = choice('Which metal rusts?', metals, 'B');
const yesNo = choice('Does iron rust?', ['Yes', 'No'], 'A');

/** The letter that the rules read, or the reason why they read none. */
function read(response: string, of = item): string {
  const { answer, score, reason } = readByRules(of, response);
  return score === null ? (reason ?? 'none') : (answer ?? '');
}

describe('one letter, however it is written', () => {
  test.each([
    'B',
    'b',
    'B.',
    '(B)',
    '[B]',
    'B)',
    'b)',
    '"B"',
    '**B**',
    '**B.**',
    '`B`',
    ' B \n',
    'Answer: B',
    'answer: (b)',
    'Option B',
    'option B.',
    'The answer is B',
    'The correct answer is: **B**',
    'The answer is (B).',
    '\\boxed{B}',
    '$\\boxed{\\text{B}}$',
    'So it is \\boxed{B. iron}',
    'Ｂ',
    '（Ｂ）',
    'Ⓑ',
    '𝐁',
    'Β',
    'В',
    'B: iron',
    'B - iron',
    '(B) iron',
    'B. Iron.',
    'B\n\nIron rusts in damp air.',
    'B, since it takes up oxygen.',
    'B because iron oxidises.',
    '答案是B',
    '答案：B',
    '正解はB',
    '정답은 B',
    'La respuesta correcta es B',
    'Die richtige Antwort ist B.',
    'La bonne réponse est B',
    'A resposta correta é B',
    'La risposta corretta è (B)',
    'Правильный ответ: В',
    'الإجابة: ب',
    'Final Answer: B',
  ])('%s', (response) => {
    expect(read(response)).toBe('B');
  });
});

describe('an answer within more text', () => {
  test.each([
    ['Copper turns green, tin stays grey.\n\nAnswer: B', 'B'],
    ['Let us see. Rust is iron oxide. Therefore, the correct answer is B.', 'B'],
    ['Rust is iron oxide.\n\nB. iron', 'B'],
    ['Rust is iron oxide.\n\niron', 'B'],
    ['I would choose option B here.', 'B'],
    ['Option B is correct.', 'B'],
    [
      'A. copper turns green\nB. iron rusts\nC. tin stays grey\nD. red lead is a paint\n\nThe answer is B.',
      'B',
    ],
    ['The correct answer is A. No wait, copper turns green. The correct answer is B.', 'B'],
    ['<think>Perhaps A?</think>B', 'B'],
    ['It is the one with (B), for it takes up oxygen.', 'B'],
    ['iron', 'B'],
    ['It must be iron.', 'B'],
    ['The answer is iron.', 'B'],
    ['Red lead', 'D'],
    ['Let us look at the options:\n\nA. copper\nB. iron\n\nThe best match is:\n\nB. iron\n\nIt rusts.', 'B'],
    ['B is what many think. But the right one is C.', 'C'],
  ])('%s', (response, letter) => {
    expect(read(response.replace(/<think>.*<\/think>/, ''))).toBe(letter);
  });

  test('a wrong option is 0', () => {
    expect(readByRules(item, 'The answer is C.').score).toBe(0);
  });
});

describe('nothing is guessed', () => {
  test.each([
    ['', 'empty'],
    [' \n\t', 'empty'],
    ['\u200b\u200b', 'empty'],
    ['I am sorry, but I cannot answer this question.', 'refused'],
    ['A or B', 'unparsed'],
    ['A, B and C', 'unparsed'],
    ['B\nD', 'unparsed'],
    ['A. copper\nB. iron', 'unparsed'],
    ['Neither A nor B is correct.', 'unparsed'],
    ['If it is wet, option B would be correct. If it is dry, option A would be correct.', 'unparsed'],
    ['It is not B.', 'unparsed'],
    ['The answer is not B.', 'unparsed'],
    ['Copper and iron.', 'unparsed'],
    ['B. tin', 'unparsed'],
    ['A metal that is heavier than water.', 'unparsed'],
    ['banana', 'unparsed'],

    ['The answer is B, or possibly C', 'unparsed'],
    ['Anything but iron', 'unparsed'],
  ])('%s', (response, reason) => {
    expect(read(response)).toBe(reason);
  });

  test('several options without the right one are wrong, whichever is meant', () => {
    expect(readByRules(item, 'A, C')).toMatchObject({ score: 0, answer: 'A, C' });
  });
});

describe('yes and no', () => {
  test.each([
    ['Yes, it does.', 'A'],
    ['No.', 'B'],
    ['Yes', 'A'],
    ['B. No', 'B'],
    ['B. Yes', 'unparsed'],
  ])('%s', (response, letter) => {
    expect(read(response, yesNo)).toBe(letter);
  });
});

describe('options that carry labels of their own', () => {
  const labelled = choice('Which?', ['(A)first', '(C)third', '(B)second'], 'B');

  test('out of order, a letter alone means either', () => {
    expect(read('B', labelled)).toBe('unparsed');
    expect(read('A', labelled)).toBe('A');
  });

  test('the text settles it', () => {
    expect(read('B. (C)third', labelled)).toBe('B');
    expect(read('The answer is (B) second', labelled)).toBe('C');
  });
});

test('every letter is read in every usual form, for any number of options', () => {
  const forms = [
    (letter: string) => letter,
    (letter: string) => `(${letter})`,
    (letter: string) => `${letter}.`,
    (letter: string) => `The correct answer is ${letter}.`,
    (letter: string) => `**Answer: ${letter}**`,
    (letter: string) => `Some thoughts first.\n\nAnswer: ${letter}`,
    (letter: string) => `\\boxed{${letter}}`,
    (letter: string) => `${letter}\n\nThe rest explains it.`,
  ];
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 10 }),
      fc.nat(),
      fc.nat(),
      fc.constantFrom(...forms),
      (count, chosen, right, form) => {
        const options = Array.from({ length: count }, (_, index) => `possibility number ${index * 7}`);
        const letter = String.fromCharCode(65 + (chosen % count));
        const of = choice('Which one?', options, String.fromCharCode(65 + (right % count)));
        const verdict = readByRules(of, form(letter));
        expect(verdict.answer).toBe(letter);
        expect(verdict.score).toBe(Number(chosen % count === right % count));
      },
    ),
  );
});

test('a number of the working is no option', () => {
  const share = choice('What is 15 % of 60?', ['6', '9', '12'], 'B');
  expect(read('Ten per cent are 6 and five per cent are 3, together nine.', share)).toBe('unparsed');
  expect(read('That is 9.', share)).toBe('B');
});
