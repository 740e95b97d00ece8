import type { QueryFilter } from './filter.js';

/** Characters as a person counts them, not UTF-16 units; exact only where it can matter. */
function lengthOf(text: string, bound: number): number {
  return text.length > 2 * bound || text.length < bound ? text.length : [...text].length;
}

/** Keeps texts within the bounds that the user set. */
export const length: QueryFilter = {
  name: 'length',
  reasons: {
    'too-short': 'fewer characters than --min-length',
    'too-long': 'more characters than --max-length',
  },
  prepare:
    async ({ minLength, maxLength }) =>
    (draft) => {
      if (lengthOf(draft.text, minLength) < minLength) return { reason: 'too-short' };
      if (lengthOf(draft.text, maxLength) > maxLength) return { reason: 'too-long' };
      return { kept: draft };
    },
};
