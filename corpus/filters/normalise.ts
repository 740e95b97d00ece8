import type { QueryFilter } from './filter.js';
import { normaliseText } from './normalise-text.js';

/** Brings a text into the form in which texts are compared and kept. */
export const normalise: QueryFilter = {
  name: 'normalise',
  reasons: { empty: 'nothing is left once blanks and markup are gone' },
  prepare: async () => (draft) => {
    const text = normaliseText(draft.text);
    if (text === '') return { reason: 'empty' };
    return { kept: text === draft.text ? draft : { ...draft, text } };
  },
};
