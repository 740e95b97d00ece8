import { callsWrong, changesMind } from '../retraction.js';
import type { Rule } from '../rule.js';
import { beginsWithNoOf, isDeniedAfter } from '../stance.js';
import { type Choices, optionText, scored } from './options.js';

/** Options that are yes and no, or true and false, and a response that begins with one of them. */
export const yesOrNo: Rule<Choices> = {
  name: 'yes-or-no',
  read({ text, sentences }, choices) {
    const first = /^["'(]*(yes|no|true|false)\b(?! (?:and|or)\b|\s*\/)/i.exec(text)?.[1]?.toLowerCase();
    if (first === undefined || beginsWithNoOf(text) || changesMind(text)) return undefined;
    const [sentence = ''] = sentences;
    if (isDeniedAfter(sentence.slice(first.length)) || callsWrong(text.slice(first.length))) return undefined;
    if (/\b(?:yes|no|true|false|maybe|if|unless)\b/i.test(sentence.slice(first.length + 1))) return undefined;
    const index = choices.options.findIndex((option) => optionText(option) === first);
    return index === -1 ? undefined : scored([index], choices, 0.96);
  },
};
