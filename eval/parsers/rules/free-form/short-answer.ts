import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { refuses } from '../refusal.js';
import type { Rule } from '../rule.js';
import { answerPart } from './answer-part.js';
import { asWords, hedged, mentions, tooCommon, type Words } from './mention.js';
import { answersAskedFor } from './several.js';
import { corrected, isSupposed } from './taken-back.js';
import { acceptedWords } from './targets.js';

/** A clause that says more about the answer: what is named in it is not the answer. */
const aside =
  /, (?:(?:which|who|whose|where|because|although|though|while|whereas|but|including|such as|since)\b|(?:for|as) (?:the|an?|it|he|she|they|this|that|its|there)\b).*$/is;

/** Five things or more side by side: whoever names everything has not answered. */
function isLongList(text: string): boolean {
  const parts = text.split(/,\s*(?:and |or )?/);
  return parts.length >= 5 && parts.every((part) => part.split(/\s+/).length <= 3);
}

/**
 * An accepted answer stands in the sentence that gives the answer, is not denied there, and does not just repeat the question.
 */
export const shortAnswer: Rule<FreeFormItem> = {
  name: 'short-answer',
  read(response, item) {
    const part = answerPart(response);
    if (refuses(part.text) || answersAskedFor(item.prompt) !== 1 || corrected(response)) return undefined;
    if (isSupposed(part.text) || isLongList(part.text)) return undefined;
    const words = asWords(part.text.replace(aside, ''));
    const question = asWords(item.prompt);
    const answers = acceptedWords(item);
    const all = answers.map(({ words: wanted }) => wanted);
    const accepted = answers.find(({ words: wanted }) => {
      if (mentions(wanted, words, question).length === 0 || hedged(wanted, words, all, question))
        return false;
      return !(tooCommon(wanted) || isNumber(wanted) || mentions(wanted, question).length > 0);
    })?.answer;
    if (accepted === undefined) return undefined;
    return { score: 1, answer: accepted, confidence: part.kind === 'first' ? 0.93 : 0.96 };
  },
};

/** A mere number is read as one or left open: within a sentence it may be a limit, or of another unit. */
function isNumber({ typed }: Words): boolean {
  return typed.length === 1 && /^[\d.,]+$/.test(typed[0] ?? '');
}
