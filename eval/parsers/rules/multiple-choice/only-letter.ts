import { changesMind } from '../retraction.js';
import type { Rule } from '../rule.js';
import { isUnqualified } from '../stance.js';
import { endsInAnother, letterAt } from './letters.js';
import { type Choices, readingOf } from './options.js';

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
    const line = text.lastIndexOf('\n', first.index) + 1;
    if (!isUnqualified(text.slice(line, first.index + 80))) return undefined;
    const following = text.slice(first.index + first[0].length);
    const index = letter.charCodeAt(0) - 65;
    if (endsInAnother(following, [index], choices.options.length)) return undefined;
    return readingOf([index], choices, 0.9, following);
  },
};
