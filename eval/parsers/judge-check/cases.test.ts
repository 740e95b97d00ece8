import { describe, expect, test } from 'vitest';
import { choice, freeForm } from '../item.fixture.js';
import { readByRules } from '../rule.js';
import { indexOfLetter } from '../rules/multiple-choice/letters.js';
import { freeFormGroups } from './free-form-cases.js';
import { multipleChoiceGroups } from './multiple-choice-cases.js';

const freeFormCases = freeFormGroups.flatMap(({ prompt, target, answers }) =>
  answers.map(([response, score, attack]) => ({
    item: freeForm(prompt, [...target]),
    response,
    score,
    attack,
  })),
);
const choiceCases = multipleChoiceGroups.flatMap(({ prompt, options, right, answers }) =>
  answers.map(([response, letter, attack]) => ({
    item: choice(prompt, [...options], right),
    response,
    letter,
    right,
    attack,
  })),
);

describe('the cases that a judge is checked with', () => {
  test('are at least 200, each given once, with attacks among them', () => {
    const all = [...freeFormCases, ...choiceCases];
    expect(all.length).toBeGreaterThanOrEqual(200);
    expect(new Set(all.map(({ item, response }) => `${item.id} ${response}`)).size).toBe(all.length);
    expect(all.filter(({ attack }) => attack).length).toBeGreaterThanOrEqual(10);
  });

  test('have scores in tenths, and letters of their options', () => {
    for (const { score } of freeFormCases) expect(Number.isInteger(Math.round(score * 1e9) / 1e8)).toBe(true);
    for (const { item, letter } of choiceCases) {
      const index = indexOfLetter(letter);
      expect(letter === 'none' || (index >= 0 && index < item.options.length)).toBe(true);
    }
  });

  // Two ways to a verdict that know nothing of each other: the rules, and whoever wrote the cases.
  test('are read by rules as they are meant, wherever rules are sure', () => {
    const misread = [
      ...freeFormCases.filter(({ item, response, score }) => {
        const found = readByRules(item, response).score;
        return found !== null && found !== score;
      }),
      ...choiceCases.filter(({ item, response, letter, right }) => {
        const found = readByRules(item, response).score;
        return found !== null && (letter === 'none' || found !== Number(letter === right));
      }),
    ];
    expect(misread.map(({ response }) => response)).toEqual([]);
  });
});
