import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import type { Rule } from '../rule.js';
import { asWords, mentions, tooCommon } from './mention.js';
import { answersAskedFor } from './several.js';
import { acceptedAnswers } from './targets.js';

/** The question asks for several answers, and as many accepted ones stand in the response, in any order. */
export const allAskedFor: Rule<FreeFormItem> = {
  name: 'all-asked-for',
  read({ text }, item) {
    const asked = answersAskedFor(item.prompt);
    if (asked === 1) return undefined;
    const words = asWords(text);
    const answers = distinct(acceptedAnswers(item));
    const found = answers.filter(
      (answer) => !tooCommon(asWords(answer)) && mentions(asWords(answer), words).length > 0,
    );
    const enough =
      asked === 'unknown' ? Math.max(1, answers.length) : Math.min(asked, Math.max(answers.length, 1));
    if (found.length < enough) return undefined;
    return { score: 1, answer: found.join(', '), confidence: 0.93 };
  },
};

/** Answers without those that only say more or less of another. */
function distinct(answers: readonly string[]): string[] {
  return answers.filter(
    (answer) =>
      !answers.some(
        (other) =>
          other !== answer &&
          other.length < answer.length &&
          mentions(asWords(other), asWords(answer)).length > 0,
      ),
  );
}
