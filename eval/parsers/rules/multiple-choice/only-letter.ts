import { changesMind } from '../change-of-mind.js';
import type { Rule } from '../rule.js';
import { letterAt } from './letters.js';
import { type Choices, scored } from './options.js';

/** Every letter that the response marks as an option's ("(B)", "option B", "B." before a line) is the same one. */
export const onlyLetter: Rule<Choices> = {
  name: 'only-letter',
  read({ text }, choices) {
    const last = letterAt(choices.options.length - 1);
    const marks = new RegExp(
      `\\(([A-${last}])\\)|\\b(?:option|choice) ([A-${last}])\\b|^([A-${last}])[.):] `,
      'gmu',
    );
    const named = [...text.matchAll(marks)];
    const letters = new Set(named.map((match) => match[1] ?? match[2] ?? match[3]));
    const [letter] = letters;
    const [first] = named;
    if (letters.size !== 1 || letter === undefined || !first || changesMind(text)) return undefined;
    const sentence = text.slice(text.lastIndexOf('\n', first.index) + 1, first.index + 80);
    if (/\b(?:not|n't|neither|nor|incorrect|wrong|if|unless|except)\b|n't\b/i.test(sentence))
      return undefined;
    return scored([letter.charCodeAt(0) - 65], choices, 0.9);
  },
};
