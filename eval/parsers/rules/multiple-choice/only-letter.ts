import { changesMind } from '../retraction.js';
import type { Rule } from '../rule.js';
import { isUnqualified } from '../stance.js';
import { endsInAnother, indexOfLetter, labelsAnother, letterAt, perCount } from './letters.js';
import { type Choices, readingOf } from './options.js';

const marks = perCount((count) => {
  const last = letterAt(count - 1);
  return new RegExp(
    `\\(([A-${last}])\\)|\\b(?:[Oo]ption|[Cc]hoice) ([A-${last}])\\b|^([A-${last}])[.):] `,
    'gmu',
  );
});

/** Every letter that the response marks as an option's ("(B)", "option B", "B." before a line) is the same one. */
export const onlyLetter: Rule<Choices> = {
  name: 'only-letter',
  read({ text }, choices) {
    const named = [...text.matchAll(marks(choices.options.length))];
    const letters = new Set(named.map((match) => match[1] ?? match[2] ?? match[3]));
    const [letter] = letters;
    const [first] = named;
    if (letters.size !== 1 || letter === undefined || !first || changesMind(text)) return undefined;
    const line = text.lastIndexOf('\n', first.index) + 1;
    if (!isUnqualified(text.slice(line, first.index + 80))) return undefined;
    const following = text.slice(first.index + first[0].length);
    const index = indexOfLetter(letter);
    if (labelsAnother(following, [index], choices.options.length)) return undefined;
    if (endsInAnother(following, [index], choices.options.length)) return undefined;
    return readingOf([index], choices, 0.9, following);
  },
};
