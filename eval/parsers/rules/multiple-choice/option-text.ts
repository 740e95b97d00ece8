import { normalise, placesOf, wordsOf } from '../normalise.js';
import { numbersIn } from '../numbers.js';
import type { Rule } from '../rule.js';
import { isLeadIn } from './lead-in.js';
import { letterAt } from './letters.js';
import { type Choices, optionText, scored } from './options.js';

const longest = 60;

/** The whole response is one option's text, or one option's text with words that only lead up to it. */
export const optionByText: Rule<Choices> = {
  name: 'option-text',
  read({ text, sentences }, choices) {
    const texts = choices.options.map(optionText);
    // An option that is a letter itself, as of blood groups, cannot be told from a label; "A" is an article too.
    const isLabel = (option: string): boolean =>
      option === '' ||
      (option.length === 1 && texts.some((_, index) => letterAt(index) === option.toUpperCase()));
    if (texts.some(isLabel)) return undefined;
    const whole = normalise(text);
    const exact = texts.flatMap((option, index) => (option === whole ? [index] : []));
    if (exact.length === 1) return scored(exact, choices, 0.99);
    if (exact.length > 1) return { score: null, reason: 'unparsed', confidence: 1 };
    const named = namedOptions(text, choices);
    const [first] = named;
    if (first === undefined || named.length > 1 || wordsOf(text).length > longest) return undefined;
    // Of the numbers in a working one may happen to be an option.
    if (numbersIn(texts[first] ?? '').length > 0 && numbersIn(text).length > 1) return undefined;
    if (text.includes('?') || !wordsAround(text, texts[first] ?? '').every(isLeadIn)) return undefined;
    return scored([first], choices, sentences.length === 1 ? 0.95 : 0.9);
  },
};

/** The words of a text beside an option's own. */
function wordsAround(text: string, option: string): string[] {
  return normalise(text)
    .replace(option, ' ')
    .split(' ')
    .filter((word) => word.length > 1 || /\d/.test(word));
}

/** Options whose text stands in a text, those left out that stand there only as a part of a longer one. */
export function namedOptions(text: string, { options }: Choices): number[] {
  const words = wordsOf(text);
  const taken = new Set<number>();
  const named: number[] = [];
  const longestFirst = options
    .map(optionText)
    .map((option, index) => ({ index, words: option === '' ? [] : option.split(' ') }))
    .sort((a, b) => b.words.length - a.words.length);
  for (const { index, words: option } of longestFirst) {
    const free = placesOf(option, words).filter((at) => !option.some((_, offset) => taken.has(at + offset)));
    if (free.length === 0) continue;
    named.push(index);
    for (const at of free) for (const offset of option.keys()) taken.add(at + offset);
  }
  return named;
}
