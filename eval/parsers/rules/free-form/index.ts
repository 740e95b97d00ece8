import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { placesOf } from '../normalise.js';
import { numbersIn } from '../numbers.js';
import { refusalOf } from '../refusal.js';
import type { Rule } from '../rule.js';
import { allAskedFor } from './all-asked-for.js';
import { dateAnswer } from './date.js';
import { eitherOr } from './either-or.js';
import { embeddedChoice } from './embedded-choice.js';
import { endsWithAnswer } from './ends-with.js';
import { exactAnswer } from './exact.js';
import { formulaAnswer } from './formula.js';
import { asWords } from './mention.js';
import { numberAnswer } from './number.js';
import { otherAnswer } from './other-answer.js';
import { shortAnswer } from './short-answer.js';
import { acceptedWords } from './targets.js';
import { yesOrNoAnswer } from './yes-or-no.js';

/** No answer is given, and the response says so. */
const refusal: Rule<FreeFormItem> = {
  name: 'refusal',
  read: ({ sentences }, item) => refusalOf(sentences, (text) => couldAnswer(text, item)),
};

/** Whether a text holds an accepted answer, or a number that the question does not. */
function couldAnswer(text: string, item: FreeFormItem): boolean {
  const words = asWords(text);
  const asked = new Set(numbersIn(item.prompt).map(({ value }) => value));
  return (
    numbersIn(text).some(({ value }) => !asked.has(value)) ||
    acceptedWords(item).some(({ words: answer }) => placesOf(answer.stems, words.stems).length > 0)
  );
}

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
