import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { normalise } from '../normalise.js';
import type { Rule } from '../rule.js';
import { answerPart, longestAnswer, withoutFiller } from './answer-part.js';
import { answersAskedFor } from './several.js';
import { corrected } from './taken-back.js';
import { acceptedAnswers } from './targets.js';

/** What the response gives is an accepted answer, but for case, accents, punctuation and articles. */
export const exactAnswer: Rule<FreeFormItem> = {
  name: 'exact',
  read(response, item) {
    const part = answerPart(response);
    // Where several answers are asked for, one of them is not all.
    const several = answersAskedFor(item.prompt) !== 1;
    const parts =
      several || part.text.length > longestAnswer || corrected(response)
        ? []
        : [part.text, withoutFiller(part.text)];
    const given = new Set([response.text, ...parts].map(normalise));
    const accepted = acceptedAnswers(item).find(
      (answer) => given.has(normalise(answer)) && (!several || /[,;&]|\band\b/.test(answer)),
    );
    return accepted === undefined ? undefined : { score: 1, answer: accepted, confidence: 1 };
  },
};
