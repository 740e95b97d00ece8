import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import type { Rule } from '../rule.js';
import { answerPart, longestAnswer } from './answer-part.js';
import { acceptedAnswers } from './targets.js';

/** A formula as text without spaces, with one sign for each operation. */
function compact(formula: string): string {
  return formula
    .toLowerCase()
    .replace(/^[^=]{1,12}=(?!=)/, '')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/\b([ap])\.?\s?m\b\.?/g, '$1m')
    .replace(/[×·]/g, '*')
    .replace(/[{}$\s]/g, '')
    .replace(/[.,;]+$/, '');
}

/** Formulas, coordinates, times: equal but for spacing and the ways of writing an operation. */
export const formulaAnswer: Rule<FreeFormItem> = {
  name: 'formula',
  read(response, item) {
    const { text } = answerPart(response);
    if (text.length > longestAnswer) return undefined;
    const given = compact(text);
    const accepted = acceptedAnswers(item).find(
      (answer) => /[\d^_=()+*/π√]/.test(answer) && compact(answer) === given,
    );
    return accepted === undefined ? undefined : { score: 1, answer: accepted, confidence: 0.99 };
  },
};
