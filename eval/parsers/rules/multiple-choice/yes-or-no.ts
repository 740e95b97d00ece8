import type { Rule } from '../rule.js';
import { type Choices, optionText, scored } from './options.js';

/** Options that are yes and no, or true and false, and a response that begins with one of them. */
export const yesOrNo: Rule<Choices> = {
  name: 'yes-or-no',
  read({ text }, choices) {
    const first =
      /^["'(]*(yes|no|true|false)\b(?!\?|,? maybe| (?:one|longer|matter|doubt|idea|way|and|or)\b)/i
        .exec(text)?.[1]
        ?.toLowerCase();
    if (first === undefined) return undefined;
    const index = choices.options.findIndex((option) => optionText(option) === first);
    return index === -1 ? undefined : scored([index], choices, 0.96);
  },
};
