import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { multipleChoiceRules } from '../multiple-choice/index.js';
import { indexOfLetter, letterAt } from '../multiple-choice/letters.js';
import type { Choices } from '../multiple-choice/options.js';
import { firstReading, type Rule } from '../rule.js';

/** The options that stand in a prompt as lines "(A) ...", "B. ..." from A on, where the accepted answer is a letter. */
function embedded({ prompt, target }: FreeFormItem): Choices | undefined {
  const letters = new Set(target.map((answer) => /^\(?([A-Z])\)?\.?$/.exec(answer.trim())?.[1]));
  const [letter] = letters;
  if (letters.size !== 1 || letter === undefined) return undefined;
  const options: string[] = [];
  for (const [, label, text] of prompt.matchAll(/(?:^|\n)\s*\(?([A-Z])[).]\s*([^\n]*)/g)) {
    if (label === letterAt(options.length)) options.push(text ?? '');
  }
  const index = indexOfLetter(letter);
  return options.length >= 2 && index < options.length ? { options, target: [index] } : undefined;
}

/** A question whose options stand in its prompt is read by the rules for multiple choice. */
export const embeddedChoice: Rule<FreeFormItem> = {
  name: 'embedded-choice',
  read(response, item) {
    const choices = embedded(item);
    return choices && firstReading(multipleChoiceRules, response, choices);
  },
};
