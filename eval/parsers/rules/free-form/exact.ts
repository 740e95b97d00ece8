import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { signsOf } from '../characters.js';
import { normalise } from '../normalise.js';
import type { Rule } from '../rule.js';
import { answerPart, longestAnswer, markedAnswer, withoutFiller } from './answer-part.js';
import { isListing } from './neighbours.js';
import { answersAskedFor } from './several.js';
import { corrected } from './taken-back.js';
import { acceptedAnswers } from './targets.js';

/** Signs count where there are digits: "(0, 1]" is not "[0, 1]", "±2" not 2. */
function comparable(text: string, signed = text): string {
  return /\d/.test(text) ? `${normalise(text)} ${signsOf(signed)}` : normalise(text);
}

/** What the response gives is an accepted answer, but for case, accents, punctuation and articles. */
export const exactAnswer: Rule<FreeFormItem> = {
  name: 'exact',
  read(response, item) {
    const part = answerPart(response);
    // Where several answers are asked for, one of them is not all.
    const several = answersAskedFor(item.prompt) !== 1;
    const parts =
      several || part.text.length > longestAnswer || corrected(response) || isListing(response.raw)
        ? []
        : [part.text];
    const given = new Set(
      [...(markedAnswer(response.raw) === undefined ? [response.text] : []), ...parts].flatMap((text) => [
        comparable(text),
        comparable(withoutFiller(text), text),
      ]),
    );
    // Of a number that is said first the rest has to be heard too.
    const isFirst = part.kind === 'first';
    const accepted = acceptedAnswers(item).find(
      (answer) =>
        given.has(comparable(answer)) &&
        !(isFirst && /^[\d.,]+$/.test(answer)) &&
        (!several || /[,;&]|\band\b/.test(answer)),
    );
    return accepted === undefined ? undefined : { score: 1, answer: accepted, confidence: 1 };
  },
};
