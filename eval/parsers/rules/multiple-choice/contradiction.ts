import { normalise, wordsOf } from '../normalise.js';
import type { Rule } from '../rule.js';
import { aloneLetters, indexOfLetter } from './letters.js';
import { namedOptions } from './option-text.js';
import { type Choices, meant, optionText } from './options.js';

/** In words: what is longer may speak of other options too. */
const longest = 15;

/**
 * A response of one short sentence gives the letter of one option and the text of another ("C. Saturn" where C is Venus):
 * nobody knows which is meant.
 */
export const contradiction: Rule<Choices> = {
  name: 'contradiction',
  read({ text, sentences }, choices) {
    if (sentences.length > 1 || wordsOf(text).length > longest) return undefined;
    const [named, second] = namedOptions(text, choices).filter(
      (index) => (choices.options[index] ?? '').length > 2,
    );
    if (named === undefined || second !== undefined) return undefined;
    if (optionText(choices.options[named] ?? '') === normalise(text)) return undefined;
    const plain = text.replace(/\b(?:A|I)(?= \p{Ll})/gu, ' ');
    const letters = new Set(
      [...plain.matchAll(aloneLetters(choices.options.length))].map((match) => indexOfLetter(match[1] ?? '')),
    );
    const [letter] = letters;
    if (letters.size !== 1 || letter === undefined || letter === named) return undefined;
    return meant(letter, choices).includes(named)
      ? undefined
      : { score: null, reason: 'unparsed', confidence: 0.95 };
  },
};
