import type { Item } from '../../src/core/schemas/item.js';

/**
 * A text as it is compared with others: case, white space, the punctuation of sentences and the commas of thousands
 * folded. What carries meaning in a formula stays: operators, brackets, decimal points, exponents.
 */
export function normaliseText(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u02bc`´]/g, "'")
    .replace(/[\u201c\u201d\u00ab\u00bb"]|''/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/_{2,}/g, '_')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/[。，、；：？]/g, ' ')
    .replace(/[.,;:?]+(?=\s|$)/g, ' ')
    .replace(/(?<=\p{L}{2})!+(?=\s|$)/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What two items must share to ask the same: format, passage and question, normalised. */
export function questionKey(item: Pick<Item, 'problem_type' | 'context' | 'prompt'>): string {
  const context = item.context === null || item.context === 'None' ? '' : normaliseText(item.context);
  return JSON.stringify([item.problem_type, context, normaliseText(item.prompt)]);
}
