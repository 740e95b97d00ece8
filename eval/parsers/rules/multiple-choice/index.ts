import { refusalOf } from '../refusal.js';
import type { Rule } from '../rule.js';
import { bareLetter } from './bare-letter.js';
import { boxedChoice } from './boxed.js';
import { contradiction } from './contradiction.js';
import { firstLetter } from './first-letter.js';
import { lastLine } from './last-line.js';
import { letteredLines } from './lettered-lines.js';
import { onlyLetter } from './only-letter.js';
import { namedOptions, optionByText } from './option-text.js';
import type { Choices } from './options.js';
import { statedChoice } from './stated.js';
import { yesOrNo } from './yes-or-no.js';

/** Nothing is chosen, and the response says so. */
const refusal: Rule<Choices> = {
  name: 'refusal',
  read: ({ sentences }, choices) =>
    refusalOf(
      sentences,
      (text) =>
        /(?<![\p{L}\p{N}])[B-HJ-Z](?![\p{L}\p{N}])/u.test(text) || namedOptions(text, choices).length > 0,
    ),
};

/** How a choice is read, the surest way first. */
export const multipleChoiceRules: readonly Rule<Choices>[] = [
  contradiction,
  bareLetter,
  letteredLines,
  boxedChoice,
  statedChoice,
  firstLetter,
  lastLine,
  yesOrNo,
  onlyLetter,
  optionByText,
  refusal,
];
