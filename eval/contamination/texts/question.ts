import type { Item } from '../../../src/core/schemas/item.js';
import { operatorsIn, signsAround } from './signs.js';
import { splitWords, wordHashes } from './words.js';

/** What is looked for of one item: hashes of words in place of words. */
export interface Question {
  readonly id: string;
  /** Of the question without its passage, at most `longestQuestion` of them. */
  readonly words: Int32Array;
  /** How many words it has in all. */
  readonly length: number;
  /** How much each word tells, larger for rare ones and for what no other question says; sums to 1. */
  readonly weights: Float64Array;
  /** Signs that must stand between its words and around them; null where the words tell it from other questions. */
  readonly signs: string | null;
  /** What it does with its numbers; empty where it does nothing with them. */
  readonly operators: string;
  /** Places of words that are numbers: with another number it is another question. */
  readonly numbers: Int32Array;
  /** The end of the passage it is about, which must stand before it; empty where there is none. */
  readonly context: Int32Array;
  /** Whether it tells something without an answer behind it, although it is short. */
  readonly alone: boolean;
  /** Accepted answers, or the text of the right option. */
  readonly answers: readonly Int32Array[];
  /** The options in their order; null for free-form. */
  readonly options: readonly Int32Array[] | null;
  /** The right option's index; -1 for free-form. */
  readonly right: number;
}

/** Of a longer question its beginning is looked for. */
const longestQuestion = 256;

/** Words in a row by which questions from one template are known. */
const phraseWords = 5;
const phrasePrime = 0x9e3779b1 | 0;

/** Of a longer passage its end is looked for. */
const longestContext = 100;

/** A question of fewer words has no 8-gram: it must stand there as a whole, with an answer. */
export const fewestWords = 8;

/** A question of fewer words ("Who won?") is said too often to mean anything. */
export const tooFewWords = 3;

/** Items as questions, their words weighed by rarity among all of them. */
export function questionsOf(items: readonly Item[]): Question[] {
  const worded = items.map((item) => {
    const all = splitWords(Buffer.from(item.prompt, 'utf8'));
    const words = all.hashes.slice(0, Math.min(all.count, longestQuestion));
    const last = words.length - 1;
    const signs = signsAround(all, 0, last);
    return { item, words, length: all.count, signs, operators: operatorsIn(all, 0, last) };
  });
  const signsOfWords = signsByWords(worded);
  const holders = holdersOf(worded.map(({ words }) => words));
  const phrases = worded.map(({ words }) => phrasesOf(words));
  const phraseHolders = holdersOf(phrases);
  // Inverse document frequency (Spärck Jones 1972), smoothed so that no word weighs nothing.
  const rarity = (word: number): number => Math.log(1 + items.length / (holders.get(word) ?? 1));
  return worded.map(({ item, words, length, signs, operators }, at) => {
    const shared = sharedBy(phrases[at] ?? new Int32Array(0), phraseHolders, words.length);
    const raw = Float64Array.from(words, (word, place) => rarity(word) / (shared[place] ?? 1));
    const total = raw.reduce((sum, weight) => sum + weight, 0);
    const choice = item.problem_type === 'multiple-choice';
    const options = choice ? item.options.map(wordHashes) : null;
    const right = choice ? item.target[0] : -1;
    const answers = choice ? [options?.[right] ?? new Int32Array(0)] : item.target.map(wordHashes);
    return {
      id: item.id,
      words,
      length,
      weights: raw.map((weight) => weight / total),
      context: contextOf(item),
      alone: words.length >= fewestWords,
      signs: signs.length >= words.length || signsOfWords.get(words.join()) === undefined ? signs : null,
      operators,
      numbers: numbersOf(item.prompt),
      answers: answers.filter((answer) => answer.length > 0),
      options,
      right,
    };
  });
}

/** Of the words of each question its signs; undefined where another one has the same words and other signs. */
function signsByWords(
  worded: readonly { readonly words: Int32Array; readonly signs: string }[],
): Map<string, string | undefined> {
  const signsOf = new Map<string, string | undefined>();
  for (const { words, signs } of worded) {
    const key = words.join();
    signsOf.set(key, !signsOf.has(key) || signsOf.get(key) === signs ? signs : undefined);
  }
  return signsOf;
}

/** In how many of the lists each number stands. */
function holdersOf(lists: readonly Int32Array[]): Map<number, number> {
  const holders = new Map<number, number>();
  for (const list of lists) {
    for (const one of new Set(list)) holders.set(one, (holders.get(one) ?? 0) + 1);
  }
  return holders;
}

/** The hash of each run of `phraseWords` words, by where it begins. */
function phrasesOf(words: Int32Array): Int32Array {
  return Int32Array.from({ length: Math.max(0, words.length - phraseWords + 1) }, (_, first) =>
    words.subarray(first, first + phraseWords).reduce((hash, word) => Math.imul(hash ^ word, phrasePrime), 0),
  );
}

/**
 * Of each word, how many questions share the least common of the phrases it stands in: a template's words are shared by all
 * that were made from it, and say little of any one of them.
 */
function sharedBy(phrases: Int32Array, holders: ReadonlyMap<number, number>, words: number): number[] {
  return Array.from({ length: words }, (_, place) => {
    const around = phrases.subarray(Math.max(0, place - phraseWords + 1), place + 1);
    return around.length === 0 ? 1 : Math.min(...[...around].map((phrase) => holders.get(phrase) ?? 1));
  });
}

function contextOf({ context }: Item): Int32Array {
  return wordHashes(context === null || context === 'None' ? '' : context).slice(-longestContext);
}

function numbersOf(prompt: string): Int32Array {
  const bytes = Buffer.from(prompt, 'utf8');
  const { count, starts } = splitWords(bytes);
  const places = Int32Array.from({ length: Math.min(count, longestQuestion) }, (_, place) => place);
  return places.filter((place) => {
    const first = bytes[starts[place] ?? 0] ?? 0;
    return first >= 0x30 && first <= 0x39;
  });
}
