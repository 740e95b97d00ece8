import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { refuses } from '../refusal.js';
import type { Rule } from '../rule.js';
import { answerPart } from './answer-part.js';
import { asWords, hedged, mentions, tooCommon } from './mention.js';
import { answersAskedFor } from './several.js';
import { corrected } from './taken-back.js';
import { acceptedAnswers } from './targets.js';

/** A clause that says more about the answer: what is named in it is not the answer. */
const aside =
  /, (?:(?:which|who|whose|where|because|although|though|while|whereas|but|including|such as)\b|(?:for|since|as) (?:the|an?|it|he|she|they|this|that|its|there)\b).*$/is;

/**
 * An accepted answer stands in the sentence that gives the answer, is not denied there, and does not just repeat the question.
 */
export const shortAnswer: Rule<FreeFormItem> = {
  name: 'short-answer',
  read(response, item) {
    const part = answerPart(response);
    if (refuses(part.text) || answersAskedFor(item.prompt) !== 1 || corrected(response)) return undefined;
    const words = asWords(part.text.replace(aside, ''));
    const question = asWords(item.prompt);
    const answers = acceptedAnswers(item).map((answer) => ({ answer, wanted: asWords(answer) }));
    const all = answers.map(({ wanted }) => wanted);
    const accepted = answers.find(({ wanted }) => {
      if (tooCommon(wanted) || mentions(wanted, question).length > 0) return false;
      return mentions(wanted, words).length > 0 && !hedged(wanted, words, all);
    })?.answer;
    if (accepted === undefined) return undefined;
    return { score: 1, answer: accepted, confidence: part.kind === 'first' ? 0.93 : 0.96 };
  },
};
