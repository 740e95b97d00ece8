import { plainCharacters } from '../characters.js';
import { lastBoxed, withoutLatex } from '../latex.js';
import { refutes } from '../retraction.js';
import type { Rule } from '../rule.js';
import { isDeniedAfter } from '../stance.js';
import { leadingLetters } from './letters.js';
import { type Choices, leadingOption, readingOf, scored } from './options.js';

/** The last `\boxed{...}` holds a letter or an option's text. */
export const boxedChoice: Rule<Choices> = {
  name: 'boxed',
  read({ raw }, choices) {
    const boxed = lastBoxed(raw);
    if (boxed === undefined) return undefined;
    const text = withoutLatex(plainCharacters(boxed.content)).trim();
    const found = leadingLetters(text, choices.options.length);
    const after = withoutLatex(boxed.after).replace(/^\s*\$+/, '');
    if (isDeniedAfter(after) || refutes(after)) return undefined;
    if (found) return readingOf(found.indexes, choices, 1, text.slice(found.length));
    const option = leadingOption(text, choices);
    return option === undefined ? undefined : scored([option], choices, 0.97);
  },
};
