import type { Rule } from '../rule.js';
import { leadingLetters } from './letters.js';
import { type Choices, leadingOption, scored } from './options.js';

/** Two or more lines, each an option with its letter, and nothing else: several options are named. */
export const letteredLines: Rule<Choices> = {
  name: 'lettered-lines',
  read({ lines }, choices) {
    if (lines.length < 2) return undefined;
    const named = lines.map((line) => {
      const found = leadingLetters(line, choices.options.length);
      const [index] = found?.indexes ?? [];
      const rest = line.slice(found?.length ?? 0).replace(/^[\s.):-]+/, '');
      return found?.indexes.length === 1 && leadingOption(rest, choices) === index ? index : undefined;
    });
    const indexes = named.flatMap((index) => index ?? []);
    return indexes.length === lines.length ? scored([...new Set(indexes)], choices, 0.97) : undefined;
  },
};
