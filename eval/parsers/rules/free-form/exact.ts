import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { normalise } from '../normalise.js';
import type { Rule } from '../rule.js';
import { answerPart, withoutFiller } from './answer-part.js';
import { acceptedAnswers } from './targets.js';

/** What the response gives is an accepted answer, but for case, accents, punctuation and articles. */
export const exactAnswer: Rule<FreeFormItem> = {
  name: 'exact',
  read(response, item) {
    const part = answerPart(response);
    const given = new Set([response.text, part.text, withoutFiller(part.text)].map(normalise));
    const accepted = acceptedAnswers(item).find((answer) => given.has(normalise(answer)));
    return accepted === undefined ? undefined : { score: 1, answer: accepted, confidence: 1 };
  },
};
