import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { refuses } from '../refusal.js';
import type { Rule } from '../rule.js';
import { allAskedFor } from './all-asked-for.js';
import { dateAnswer } from './date.js';
import { eitherOr } from './either-or.js';
import { embeddedChoice } from './embedded-choice.js';
import { endsWithAnswer } from './ends-with.js';
import { exactAnswer } from './exact.js';
import { formulaAnswer } from './formula.js';
import { numberAnswer } from './number.js';
import { otherAnswer } from './other-answer.js';
import { shortAnswer } from './short-answer.js';
import { yesOrNoAnswer } from './yes-or-no.js';

/** No answer is given, and the response says so. */
const refusal: Rule<FreeFormItem> = {
  name: 'refusal',
  read: ({ sentences }) =>
    refuses(`${sentences.at(0)}\n${sentences.at(-1)}`)
      ? { score: null, reason: 'refused', confidence: 0.9 }
      : undefined,
};

/** How a free answer is read, the surest way first. */
export const freeFormRules: readonly Rule<FreeFormItem>[] = [
  embeddedChoice,
  exactAnswer,
  yesOrNoAnswer,
  numberAnswer,
  dateAnswer,
  formulaAnswer,
  shortAnswer,
  endsWithAnswer,
  eitherOr,
  allAskedFor,
  refusal,
  otherAnswer,
];
