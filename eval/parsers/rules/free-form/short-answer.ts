import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { datesIn } from '../dates.js';
import { numbersIn } from '../numbers.js';
import { refuses } from '../refusal.js';
import type { Rule } from '../rule.js';
import { deniesAbroad, isDoubted } from '../stance.js';
import { unitOf } from '../units.js';
import { isPartOfAnother } from './adjoining.js';
import { answerPart } from './answer-part.js';
import { asWords, hedged, mentions, tooCommon } from './mention.js';
import { isListing, standsBeside } from './neighbours.js';
import { hasOtherRole } from './other-role.js';
import { answersAskedFor } from './several.js';
import { corrected } from './taken-back.js';
import { acceptedWords } from './targets.js';

/** A clause that says more about the answer: what is named in it is not the answer. */
const aside =
  /, (?:(?:which|who|whose|where|because|although|though|while|whereas|but|including|such as|since)\b|(?:for|as) (?:(?:the|an?|it|he|she|they|this|that|its|there)\b|(?=\p{Lu}))).*$/isu;

/** A text without the clauses that stand in brackets: they say more about the answer, unless nothing else gives it. */
function outsideBrackets(text: string): string {
  const outside = text.replace(/\([^()]*\)/g, (inside) =>
    isDoubted(inside) || inside.split(/\s+/).length <= 3 || !/(?<!\p{L})\p{Ll}{3}/u.test(inside)
      ? inside
      : ' ',
  );
  return /\p{L}/u.test(outside) ? outside : text;
}

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
    if (
      isLongList(part.text) ||
      isListing(response.raw) ||
      deniesAbroad(part.text) ||
      part.text.endsWith('?')
    )
      return undefined;
    const words = asWords(outsideBrackets(part.text.replace(aside, '')));
    const question = asWords(item.prompt);
    const answers = acceptedWords(item);
    const all = answers.map(({ words: wanted }) => wanted);
    const known = [...all, question];
    const accepted = answers.find(({ answer, words: wanted }) => {
      if (mentions(wanted, words, question).length === 0 || hedged(wanted, words, all, question))
        return false;
      return !(tooCommon(wanted) || isExact(answer) || mentions(wanted, question).length > 0);
    })?.answer;
    if (accepted === undefined || standsBeside(accepted, part.text, known)) return undefined;
    if (isPartOfAnother(accepted, part.text, item)) return undefined;
    if (hasOtherRole(accepted, part.text, response.text, item)) return undefined;
    return { score: 1, answer: accepted, confidence: part.kind === 'first' ? 0.93 : 0.96 };
  },
};

/**
 * A mere number, a quantity, a date and a formula are read as what they are or left open: within a sentence they may be a
 * limit, in another unit, or a part of something else.
 */
function isExact(answer: string): boolean {
  const [number, ...more] = numbersIn(answer);
  if (number === undefined) return /[\^=√π±∪]/.test(answer) && !/\p{L}{3}/u.test(answer);
  if (/\d\s?[ap]\.?\s?m\b/i.test(answer)) return true;
  if (datesIn(answer).length === 1 && answer.length <= 24) return true;
  const [before, after] = [answer.slice(0, number.start), answer.slice(number.end)];
  const isAlone = more.length === 0 && /^[$£€¥]?$/.test(before);
  const isQuantity = isAlone && (number.ordinal || after === '' || unitOf(before, after) !== undefined);
  return isQuantity || (/^[\d.,]+$|[\^=√π±∪()[\]/+*%]/.test(answer) && !/\p{L}{3}/u.test(answer));
}
