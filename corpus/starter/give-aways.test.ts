import { beforeAll, describe, expect, it } from 'vitest';
import {
  byRank,
  chance,
  guesserAccuracy,
  numericChoices,
  placeChiSquare,
  wordGuesserAccuracy,
} from './give-aways.js';
import { readStarter } from './read.js';
import type { StarterChoice } from './starter-item.js';

let choices: StarterChoice[];
beforeAll(async () => {
  ({ choices } = await readStarter());
});

/** Two standard errors of a guesser's accuracy on so many items. */
function tolerance(items: readonly StarterChoice[]): number {
  const p = chance(items);
  return 2 * Math.sqrt((p * (1 - p)) / items.length);
}

describe('nobody who sees no question does better than chance', () => {
  it('by the place of the right option', () => {
    // Critical values of chi-square at 5 %, for one degree of freedom less than there are places.
    expect(placeChiSquare(choices, 4)).toBeLessThan(7.81);
    expect(placeChiSquare(choices, 5)).toBeLessThan(9.49);
    expect(choices.every(({ options }) => options.length === 4 || options.length === 5)).toBe(true);
  });

  it.each([
    ['the longest', (option: string) => option.length],
    ['the shortest', (option: string) => -option.length],
    ['the wordiest', (option: string) => option.split(' ').length],
  ])('by length: %s', (_, score) => {
    expect(Math.abs(guesserAccuracy(choices, score) - chance(choices))).toBeLessThan(tolerance(choices));
  });

  it.each([0, 0.25, 0.5, 0.75, 1])('by the rank of a quantity among the others: %d', (rank) => {
    const numeric = numericChoices(choices);
    expect(numeric.length).toBeGreaterThan(100);
    expect(Math.abs(guesserAccuracy(numeric, byRank(rank)) - chance(numeric))).toBeLessThan(
      tolerance(numeric),
    );
  });

  it('by the words of right options, learnt from half of the items', () => {
    expect(Math.abs(wordGuesserAccuracy(choices, 10) - chance(choices))).toBeLessThan(tolerance(choices));
  });

  it('and the guesser of words finds a word that gives the answer away', () => {
    const marked = choices.map((item) => ({
      ...item,
      options: item.options.map((option, index) => (index === item.target[0] ? `${option} indeed` : option)),
    }));
    expect(wordGuesserAccuracy(marked, 1)).toBeGreaterThan(0.9);
  });
});
