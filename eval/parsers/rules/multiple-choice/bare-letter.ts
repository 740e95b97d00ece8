import type { Rule } from '../rule.js';
import { leadingLetters } from './letters.js';
import { type Choices, readingOf } from './options.js';

/** The whole response is one letter or several ("B", "(b).", "Answer: A, C"), or a letter with its option's text. */
export const bareLetter: Rule<Choices> = {
  name: 'bare-letter',
  read({ text }, choices) {
    const count = choices.options.length;
    const whole = text.replace(
      /^(?:the )?(?:(?:correct|right|best|final) )?(?:answer|option|choice)(?: is)?\s*:?\s*/i,
      '',
    );
    // Alone, a small letter is an answer too; within a sentence it may be the article.
    const upper = /^[("'[]*[a-z][)"'\]]*[.:]?$/.test(whole) ? whole.toUpperCase() : whole;
    const found = leadingLetters(upper, count);
    if (!found || !/^(?:です|だ|입니다)?[\s.,:;!)。]*$/.test(upper.slice(found.length))) return undefined;
    return readingOf(found.indexes, choices, 1);
  },
};
