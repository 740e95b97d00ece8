/** How much two texts agree, word by word. */

import { commonSubsequence } from '../common-subsequence.js';

/** Words that both begin with. */
export function commonPrefix(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/**
 * ROUGE-L (Lin 2004): the F-measure of the longest common subsequence of words.
 *
 * @returns 0 to 1; 0 where one is empty
 */
export function rougeL(candidate: readonly string[], reference: readonly string[]): number {
  const common = commonSubsequence(candidate, reference);
  return common === 0 ? 0 : (2 * common) / (candidate.length + reference.length);
}
