import { changesMind, refutes } from '../retraction.js';
import type { Rule } from '../rule.js';
import { isDeniedAfter } from '../stance.js';
import { endsInAnother, labelsAnother, leadingLetters } from './letters.js';
import { type Choices, readingOf } from './options.js';

/** The response begins with a letter ("B. because ...", "C\n\nThe passage ...") and goes through no list of options. */
export const firstLetter: Rule<Choices> = {
  name: 'first-letter',
  read({ text, lines }, choices) {
    const count = choices.options.length;
    const found = leadingLetters(text, count);
    if (!found) return undefined;
    const rest = text.slice(found.length);
    if (
      !/^(?:[.):,;!]|\s*[\n(–—:-]|\s+(?:because|since|as|for (?:the|this|these)|which|based|due|given)\b|$)/.test(
        rest,
      )
    )
      return undefined;
    const sentence = rest.split(/[\n!?]|\.\s/, 1)[0] ?? '';
    if (/\b(?:not|n't|in)\s*(?:correct|right|true|accurate)|\bwrong\b|\bfalse\b/i.test(sentence))
      return undefined;
    if (isDeniedAfter(rest) || refutes(rest) || changesMind(rest)) return undefined;
    if (endsInAnother(rest, found.indexes, count)) return undefined;
    const listed = lines.slice(1).some((line) => {
      const other = leadingLetters(line, count);
      return (
        other !== undefined &&
        /^[.):]/.test(line.slice(other.length)) &&
        !found.indexes.includes(other.indexes[0] ?? -1)
      );
    });
    if (listed || labelsAnother(rest, found.indexes, count)) return undefined;
    return readingOf(found.indexes, choices, 0.97, rest);
  },
};
