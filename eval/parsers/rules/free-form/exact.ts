import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { normalise } from '../normalise.js';
import type { Rule } from '../rule.js';
import { answerPart, withoutFiller } from './answer-part.js';
import { answersAskedFor } from './several.js';
import { acceptedAnswers } from './targets.js';

/** What the response gives is an accepted answer, but for case, accents, punctuation and articles. */
export const exactAnswer: Rule<FreeFormItem> = {
  name: 'exact',
  read(response, item) {
    const part = answerPart(response);
    // Where several answers are asked for, one of them is not all.
    const parts = answersAskedFor(item.prompt) === 1 ? [part.text, withoutFiller(part.text)] : [];
    const given = new Set([response.text, ...parts].map(normalise));
    const accepted = acceptedAnswers(item).find((answer) => given.has(normalise(answer)));
    return accepted === undefined ? undefined : { score: 1, answer: accepted, confidence: 1 };
  },
};
