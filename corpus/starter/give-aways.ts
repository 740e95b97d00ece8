/** What the multiple-choice items give away to somebody who sees no question. */

import { seededRandom, shuffled } from '../../src/core/random.js';
import { numberIn } from './numbers.js';
import type { StarterChoice } from './starter-item.js';

/**
 * How often one is right who goes by the options alone and takes the one that `score` puts highest, at random among
 * equals: 0 to 1. Near `chance` for a corpus whose options give nothing away.
 */
export function guesserAccuracy(items: readonly StarterChoice[], score: Score): number {
  const hits = items.map(({ options, target: [right] }) => {
    const scores = options.map((option, index) => score(option, index, options));
    const best = Math.max(...scores);
    return scores[right] === best ? 1 / scores.filter((value) => value === best).length : 0;
  });
  return hits.reduce((sum, hit) => sum + hit, 0) / items.length;
}

/** The accuracy of blind guessing: the mean of one over the number of options. */
export function chance(items: readonly StarterChoice[]): number {
  return items.reduce((sum, { options }) => sum + 1 / options.length, 0) / items.length;
}

/** Of an option among its item's options: the higher, the sooner it is taken. */
type Score = (option: string, index: number, options: readonly string[]) => number;

/** Items all of whose options are different quantities. */
export function numericChoices(items: readonly StarterChoice[]): StarterChoice[] {
  return items.filter(({ options }) => {
    const values = options.map(numberIn);
    return !values.includes(undefined) && new Set(values).size === options.length;
  });
}

/** Takes the quantity at one place in order of size; of fewer options the one nearest to that place. */
export function byRank(share: number): Score {
  return (option, _index, options) => {
    const sorted = options.map((other) => numberIn(other) ?? 0).sort((a, b) => a - b);
    return -Math.abs(sorted.indexOf(numberIn(option) ?? 0) - Math.round(share * (options.length - 1)));
  };
}

function wordsOf(option: string): Set<string> {
  return new Set(option.toLowerCase().match(/[\p{L}\p{N}]+|[^\p{L}\p{N}\s]/gu));
}

/**
 * The accuracy of a guesser that sees no question: it learns from one half of the items which words stand in right
 * options more often than in others (naive Bayes, one added to each count), and is tried on the other half, both ways
 * round; the mean over `splits` random halvings.
 */
export function wordGuesserAccuracy(items: readonly StarterChoice[], splits: number): number {
  const middle = Math.floor(items.length / 2);
  let sum = 0;
  for (let split = 0; split < splits; split += 1) {
    const order = shuffled(items, seededRandom(split, 'halves of the starter items'));
    const halves = [order.slice(0, middle), order.slice(middle)] as const;
    sum += guesserAccuracy(halves[1], learntWords(halves[0])) * halves[1].length;
    sum += guesserAccuracy(halves[0], learntWords(halves[1])) * halves[0].length;
  }
  return sum / (splits * items.length);
}

function learntWords(items: readonly StarterChoice[]): Score {
  const right = new Map<string, number>();
  const expected = new Map<string, number>();
  const add = (counts: Map<string, number>, word: string, count: number) =>
    counts.set(word, (counts.get(word) ?? 0) + count);
  for (const { options, target } of items) {
    for (const [index, option] of options.entries()) {
      for (const word of wordsOf(option)) {
        add(expected, word, 1 / options.length);
        if (index === target[0]) add(right, word, 1);
      }
    }
  }
  return (option) => {
    let score = 0;
    for (const word of wordsOf(option)) {
      score += Math.log(((right.get(word) ?? 0) + 1) / ((expected.get(word) ?? 0) + 1));
    }
    return score;
  };
}

/** Pearson's chi-square of the right option's places against equal shares, for items of so many options. */
export function placeChiSquare(items: readonly StarterChoice[], options: number): number {
  const counts = Array.from({ length: options }, () => 0);
  for (const item of items) {
    if (item.options.length === options) counts[item.target[0]] = (counts[item.target[0]] ?? 0) + 1;
  }
  const mean = counts.reduce((sum, count) => sum + count, 0) / options;
  return counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
}
