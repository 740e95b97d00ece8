import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { compareDates, datesIn } from '../dates.js';
import type { Rule } from '../rule.js';
import { deniesAbroad, isDeniedAfter, isSupposed } from '../stance.js';
import { answerPart } from './answer-part.js';
import { corrected } from './taken-back.js';
import { acceptedAnswers } from './targets.js';

/** Every accepted answer is a date, and the response gives one date. */
export const dateAnswer: Rule<FreeFormItem> = {
  name: 'date',
  read(response, item) {
    const { text } = answerPart(response);
    const [given, second] = datesIn(text);
    if (!given || second || corrected(response)) return undefined;
    if (!isBareDate(text.slice(0, given.start), text.slice(given.end), item.prompt)) return undefined;
    const targets = acceptedAnswers(item).map((answer) => {
      const [date, another] = datesIn(answer);
      return date && !another && answer.length <= 24 ? date : undefined;
    });
    if (targets.includes(undefined)) return undefined;
    const verdicts = targets.map((target) => (target ? compareDates(given, target) : 'unclear'));
    const answer = [given.year, given.month, given.day].filter((part) => part !== undefined).join('-');
    if (verdicts.includes('same')) return { score: 1, answer, confidence: 0.98 };
    return verdicts.includes('unclear') ? undefined : { score: 0, answer, confidence: 0.95 };
  },
};

/** Whether a date stands in its sentence as the answer itself, and not as a limit ("before", "until") that nobody asked for. */
function isBareDate(before: string, after: string, prompt: string): boolean {
  const limit =
    /\b(before|after|until|till|since|by|from|between|following|preceding|to|than|eve of)(?: the| on)?\s*$/i.exec(
      before,
    )?.[1];
  const isAsked = limit !== undefined && new RegExp(`\\b${limit}\\b`, 'i').test(prompt);
  return !(
    (limit !== undefined && !isAsked) ||
    isSupposed(before) ||
    deniesAbroad(before) ||
    /\b(?:not|cannot|never)\b|n't\b/i.test(before) ||
    isDeniedAfter(after) ||
    /^\s*(?:B\.?\s?C|(?:or|and|to|through)\b|[-–/])/i.test(after)
  );
}
