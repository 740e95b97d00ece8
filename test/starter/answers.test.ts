import { describe, expect, it } from 'vitest';
import { readStarter } from '../../corpus/starter/read.js';
import { readByRules } from '../../eval/parsers/rule.js';
import { itemId } from '../../src/core/schemas/item.js';

/** The usual ways of giving an answer. */
const ways: Readonly<Record<string, (answer: string) => string>> = {
  bare: (answer) => answer,
  'a sentence of one word': (answer) => `${answer.charAt(0).toUpperCase()}${answer.slice(1)}.`,
  'a whole sentence': (answer) => `The answer is ${answer}.`,
  contracted: (answer) => `It's ${answer}.`,
  bold: (answer) => `The answer is **${answer}**.`,
  boxed: (answer) => `So we get\n\n$\\boxed{${answer}}$`,
  'after thinking': (answer) => `Let me think step by step.\n\nFinal answer: ${answer}`,
};

const { items } = await readStarter();
const freeForm = items.flatMap(({ difficulty, truth, check, ...item }) =>
  item.problem_type === 'free-form'
    ? [{ ...item, id: itemId(item), benchmarks: [item.benchmark_name], licence: 'CC0-1.0' }]
    : [],
);

describe('every accepted answer is read as right by rules alone', () => {
  it.each(Object.entries(ways))('given %s', (_, say) => {
    const unread: string[] = [];
    let said = 0;
    for (const item of freeForm) {
      for (const answer of item.target) {
        // A sign without a letter or digit is nothing that rules can see.
        if (!/[\p{L}\p{N}]/u.test(answer)) continue;
        said += 1;
        const { score, by } = readByRules(item, say(answer));
        expect(score, `${item.prompt} ${answer} (${by})`).not.toBe(0);
        if (score !== 1) unread.push(`${item.prompt} ${answer}`);
      }
    }
    expect(said).toBeGreaterThan(2000);
    expect(unread.length / said, unread.join('\n')).toBeLessThanOrEqual(0.005);
  });

  it('also numbers with a decimal point, with commas, with an equals sign, as formulas', () => {
    const numbers = freeForm.flatMap((item) =>
      /^\d+$/.test(item.target[0] ?? '') ? [{ item, value: Number(item.target[0]) }] : [],
    );
    const unread = numbers.flatMap(({ item, value }) =>
      [`= ${value}`, `$${value}$`, value.toLocaleString('en-GB'), `The result is ${value}.`].filter(
        (text) => readByRules(item, text).score !== 1,
      ),
    );
    expect(numbers.length).toBeGreaterThan(200);
    expect(unread).toEqual([]);
  });
});

it("another question's answer is not read as right", () => {
  const wrong = freeForm.filter((item, index) => {
    const other = freeForm[(index + 7) % freeForm.length];
    if (!other || other.target.some((answer) => item.target.includes(answer))) return false;
    return readByRules(item, `The answer is ${other.target[0]}.`).score === 1;
  });
  expect(wrong.map(({ prompt }) => prompt)).toEqual([]);
});
