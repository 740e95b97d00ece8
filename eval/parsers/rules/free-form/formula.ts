import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import type { Rule } from '../rule.js';
import { answerPart, longestAnswer } from './answer-part.js';
import { corrected } from './taken-back.js';
import { acceptedAnswers } from './targets.js';

/** A formula as text without spaces, with one sign for each operation. */
function compact(formula: string): string {
  return formula
    .toLowerCase()
    .replace(/^[a-z]\s*∈/, '')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/\b([ap])\.?\s?m\b\.?/g, '$1m')
    .replace(/[×·]/g, '*')
    .replace(/[{}\s]/g, '')
    .replace(/[.,;]+$/, '');
}

/** Whether two formulas are the same; one may leave out the name that the other gives its value ("x = 3" and "3"). */
function isSame(a: string, b: string): boolean {
  const named = /^(\p{L}[\p{L}\d_']{0,11}(?:\(\p{L}\))?)=(?!=)/u;
  const [left, right] = [named.exec(a)?.[1], named.exec(b)?.[1]];
  return (
    a === b ||
    ((left === undefined) !== (right === undefined) && a.replace(named, '') === b.replace(named, ''))
  );
}

/** Formulas, coordinates, times: equal but for spacing and the ways of writing an operation. */
export const formulaAnswer: Rule<FreeFormItem> = {
  name: 'formula',
  read(response, item) {
    const { text } = answerPart(response);
    if (text.length > longestAnswer || corrected(response)) return undefined;
    const accepted = acceptedAnswers(item).find(
      (answer) => /[\d^_=()+*/π√]/.test(answer) && isSame(compact(answer), compact(text)),
    );
    return accepted === undefined ? undefined : { score: 1, answer: accepted, confidence: 0.99 };
  },
};
