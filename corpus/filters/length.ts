import { tokenCounter } from '../../src/core/tokens.js';
import type { FilterOptions, QueryFilter } from './filter.js';

/** Characters as a person counts them, not UTF-16 units; exact only where it can matter. */
function lengthOf(text: string, bound: number): number {
  return text.length > 2 * bound || text.length < bound ? text.length : [...text].length;
}

type ReasonAgainst = (text: string) => string | undefined;

/** Keeps texts within the bounds that the user set. */
export const length: QueryFilter = {
  name: 'length',
  reasons: {
    'too-short': 'fewer characters than --min-length',
    'too-long': 'more characters than --max-length',
    'too-few-tokens': 'fewer tokens than --min-tokens',
    'too-many-tokens': 'more tokens than --max-tokens',
  },
  async prepare(options) {
    const { minLength, maxLength } = options;
    const byTokens = await tokenBounds(options);
    return (draft) => {
      if (lengthOf(draft.text, minLength) < minLength) return { reason: 'too-short' };
      if (lengthOf(draft.text, maxLength) > maxLength) return { reason: 'too-long' };
      const reason = byTokens(draft.text);
      return reason === undefined ? { kept: draft } : { reason };
    };
  },
};

async function tokenBounds({
  minTokens,
  maxTokens,
}: Pick<FilterOptions, 'minTokens' | 'maxTokens'>): Promise<ReasonAgainst> {
  if (minTokens === undefined && maxTokens === undefined) return () => undefined;
  const count = await tokenCounter();
  return (text) => {
    const tokens = count(text);
    if (minTokens !== undefined && tokens < minTokens) return 'too-few-tokens';
    return maxTokens !== undefined && tokens > maxTokens ? 'too-many-tokens' : undefined;
  };
}
