import { normalise } from '../normalise.js';
import type { Rule } from '../rule.js';
import { leadingLetters } from './letters.js';
import { type Choices, leadingOption, optionText, readingOf, scored } from './options.js';

/** The last line is a letter, a letter with its option's text, or just an option's text. */
export const lastLine: Rule<Choices> = {
  name: 'last-line',
  read({ lines }, choices) {
    const last = lines.at(-1);
    if (last === undefined || lines.length < 2) return undefined;
    const found = leadingLetters(last, choices.options.length);
    if (found) {
      const rest = last.slice(found.length);
      const bare = /^[\s.):]*$/.test(rest);
      const labelled = leadingOption(rest.replace(/^[\s.):-]+/, ''), choices);
      // A list of the options ends in a lettered line too: then the line before it is lettered as well.
      const before = leadingLetters(lines.at(-2) ?? '', choices.options.length);
      if ((bare || labelled !== undefined) && !before) return readingOf(found.indexes, choices, 0.95, rest);
      return undefined;
    }
    const exact = choices.options.findIndex((option) => optionText(option) === normalise(last));
    return exact === -1 ? undefined : scored([exact], choices, 0.93);
  },
};
