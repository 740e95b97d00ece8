import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { compareDates, datesIn } from '../dates.js';
import type { Rule } from '../rule.js';
import { answerPart } from './answer-part.js';
import { acceptedAnswers } from './targets.js';

/** Every accepted answer is a date, and the response gives one date. */
export const dateAnswer: Rule<FreeFormItem> = {
  name: 'date',
  read(response, item) {
    const [given, second] = datesIn(answerPart(response).text);
    if (!given || second) return undefined;
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
