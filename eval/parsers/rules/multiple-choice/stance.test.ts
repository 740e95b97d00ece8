import { describe, expect, test } from 'vitest';
import { choice } from '../../item.fixture.js';
import { readByRules } from '../../rule.js';

/** Responses that name an option and do not choose it, that choose another one in the end, or that say it in other words. */
const metals = choice('Which metal rusts?', ['copper', 'iron', 'tin', 'red lead'], 'B');

/** The letter that the rules read, or `open` where they leave it to others. */
function read(response: string, of = metals): string {
  const { answer, score } = readByRules(of, response);
  return score === null ? 'open' : (answer ?? '');
}

describe('denied, doubted, reported or only supposed', () => {
  test.each([
    'I do not think the answer is B.',
    "I don't believe the correct option is B.",
    'The wrong answer is B',
    'The least likely answer is B',
    'The worst answer is B',
    'It is unlikely that the answer is B.',
    'There is no way the answer is B',
    'I doubt the answer is B',
    "The answer can't be B.",
    'Nobody thinks the answer is B',
    "You might think the answer is A, but it isn't.",
    'Some say the answer is B.',
    'My friend says the answer is C.',
    'She said "the answer is C"',
    'The prompt says the answer is C.',
    'A student claims the answer is C. She is wrong.',
    'According to my teacher, the answer is C.',
    'It is tempting to say the answer is C',
    'Anyone who says the answer is B is mistaken',
    'The answer would be C if tin rusted.',
    'If the metal were gold the answer would be C',
    'Could the answer be B?',
    'I would never choose B',
    "Don't pick B",
    'Most students choose B',
    'The trap answer is C',
    '$\\boxed{C}$ is what a student wrote',
    'C is a distractor',
    'C\n\n(That is wrong.)',
    'A: does not. B: does. C: does not.',
    'I eliminate A, C, and D',
    'I almost chose B',
    'Selecting B would be wrong',
    'Not the right answer: B',
    'The claim "B is correct" is false',
    'B. This is wrong.',
    'B is incorrect.',
    'B (wrong)',
    'B ❌',
    '~~B~~',
    'B: false',
    '\\boxed{B} \\text{ is wrong}',
    'iron is ruled out',
    'Iron can be excluded.',
    'We can eliminate iron',
    'iron seems unlikely',
    'Some would say iron',
    'Rust needs iron',
    'like iron',
    'a friend of iron',
    'Everything except iron',
    'Eliminate A, C and D',
  ])('%s', (response) => {
    expect(read(response)).toBe('open');
  });

  test.each([
    '答案不是B',
    '不选B',
    '答えはBではない',
    '정답은 B가 아닙니다',
    'La respuesta no es B',
    'No creo que la respuesta es B',
    'Die Antwort ist nicht B',
    'Ich glaube nicht, dass die Antwort B ist',
    "La réponse n'est pas B",
    'A resposta não é B',
    'Ответ не В',
    'B değil',
    'Die falsche Antwort ist B',
    'La mauvaise réponse est B',
    'Неправильный ответ: В',
    '错误的答案是B',
    '正しくない答えはB',
    '不应选B',
  ])('in other languages: %s', (response) => {
    expect(read(response)).toBe('open');
  });
});

describe('what is taken back gives way to what follows', () => {
  test.each([
    ['B. Scratch that, C', 'C'],
    ['B - no, C', 'C'],
    ['Answer: B\nUpdate: C', 'C'],
    ['B. Hmm, C.', 'C'],
    ['Oops, I meant C', 'C'],
    ['B. On second thought, C.', 'C'],
    ['The answer is B. Wait, no: C.', 'C'],
    ['B\n\nCorrection: C', 'C'],
    ['B... or rather C', 'C'],
    ['A. No, wait. B.', 'B'],
    ['iron, no, tin', 'C'],
    ['First I thought B, but the answer is C.', 'C'],
    ['It might be A. But iron rusts, so B', 'B'],
    ['Quote: "The answer is C". My answer: B', 'B'],
    ['B. Let me reconsider. C.', 'open'],
    ['B -> C', 'open'],
    ['B, or better: C', 'open'],
    ['Answer: B C', 'open'],
  ])('%s', (response, letter) => {
    expect(read(response)).toBe(letter);
  });

  test('with less confidence', () => {
    expect(readByRules(metals, 'C. Scratch that, B')).toMatchObject({ score: 1, confidence: 0.9 });
  });
});

describe("a letter with another option's text", () => {
  test.each([
    'B) tin',
    '(B) tin',
    'Option B: tin',
    'Answer: B (tin)',
    'tin (B)',
    'Tin is option B',
    '<answer>B. tin</answer>',
  ])('%s', (response) => {
    expect(read(response)).toBe('open');
  });
});

describe('a pronoun is no option', () => {
  const many = choice(
    'Which one?',
    Array.from({ length: 10 }, (_, index) => `thing ${index}`),
    'I',
  );

  test.each([
    ['I guess J', 'J'],
    ['I', 'I'],
    ['I think it is B', 'B'],
    ['I would rather not say', 'open'],
  ])('%s', (response, letter) => {
    expect(read(response, many)).toBe(letter);
  });
});

describe('yes and no', () => {
  const rusts = choice('Does iron rust?', ['Yes', 'No'], 'A');

  test.each([
    ['Yes? No.', 'open'],
    ['Yes, but actually no', 'open'],
    ['No wait, yes', 'A'],
    ['The answer is yes', 'A'],
    ['No, it does not', 'B'],
    ['Yes and no', 'open'],
    ['No answer can be given', 'open'],
    ['I cannot say yes', 'open'],
  ])('%s', (response, letter) => {
    expect(read(response, rusts)).toBe(letter);
  });
});

describe('in other words, wrappers and languages', () => {
  test.each([
    'It is B',
    "It's B.",
    'I guess B',
    "I'd say B",
    'Probably B',
    'Ans: B',
    'B, not C.',
    '→ B',
    '【B】',
    '「B」',
    '<answer>B</answer>',
    '{"answer":"B"}',
    '```json\n{"answer": "B", "reason": "not C"}\n```',
    '{"final_answer":"B) iron"}',
    'B（iron）',
    'A, or rather B',
    '故选B',
    '应选B',
    '所以选择B。',
    '答：B',
    '答案为：B. iron',
    '正解はBです。',
    '정답은 B입니다',
    'Ответ В',
    'Это В',
    'Відповідь: В',
    'La respuesta es la opción B',
    "C'est B",
    'Es ist B',
    'Antwoord: B',
    'Svaret är B',
    'Poprawna odpowiedź to B',
    'Doğru cevap B',
    'Đáp án: B',
    'Jawabannya adalah B',
    'Η απάντηση είναι Β',
    'الجواب هو ب',
    'התשובה היא ב',
    'सही उत्तर B है',
    'คำตอบคือ B',
  ])('%s', (response) => {
    expect(read(response)).toBe('B');
  });

  test.each([
    '{"wrong":"B"}',
    '{"answer":["B","C"]}',
    '{"answer":"not B"}',
    '<answer>B</answer><answer>C</answer>',
    '<wrong>B</wrong>',
  ])('a wrapper without one answer: %s', (response) => {
    expect(read(response)).toBe('open');
  });
});

test('an option that names others is what their letters mean together', () => {
  const both = choice('Which of them rust?', ['iron', 'steel', 'Both A and B', 'gold'], 'C');
  expect(read('A and B', both)).toBe('C');
  expect(read('Both A and B', both)).toBe('C');
  expect(read('A', both)).toBe('A');
});

test('a number behind #### that marks an answer is no box', () => {
  const steps = choice('How many steps?', ['3', '4', '5', '6'], 'C');
  expect(readByRules(steps, 'A line with a {5} in it.\n#### 5')).not.toMatchObject({ by: 'boxed' });
  expect(read('\\boxed{C}\n#### 5', steps)).toBe('C');
});

test('a refusal is plain where it does nothing else', () => {
  expect(readByRules(metals, 'I cannot answer this question.')).toMatchObject({
    reason: 'refused',
    confidence: 0.95,
  });
  expect(readByRules(metals, 'I cannot be sure, but I would look at option B.').confidence).toBeLessThan(
    0.95,
  );
});

test.each([
  'Option B is the one I would pick over option A.',
  'A is correct. B is not correct. C is correct. D is correct.',
  '- A is true\n- B is false\n- C is true\n- D is true',
])('options that are each spoken of leave it open: %s', (response) => {
  expect(read(response)).toBe('open');
});

test('options that are letters themselves are told by their labels alone', () => {
  const blood = choice('Which blood group is it?', ['B', 'A', 'AB', 'O'], 'C');
  expect(read('B. A', blood)).not.toBe('A');
  expect(read('C. AB', blood)).toBe('C');
});
