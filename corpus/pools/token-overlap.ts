/** Texts as sets of tokens, and those of them that have nearly all tokens in common. */

import { addTo } from '../../src/core/groups.js';

/**
 * Words and pairs of neighbouring words, the n-th of a kind marked so. Pairs hold the order of words: puzzles made from one
 * template have the same words in another order.
 */
function wordsAndPairs(text: string): Set<string> {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const pairs = words.map((word, at) => `${words[at - 1] ?? ''} ${word}`);
  const seen = new Map<string, number>();
  return new Set(
    [...words, ...pairs].map((token) => {
      const times = (seen.get(token) ?? 0) + 1;
      seen.set(token, times);
      return `${token} ${times}`;
    }),
  );
}

/** Tokens of each text as numbers, ascending: the rarer a token among all these texts, the smaller its number. */
export function rankedTokens(texts: ReadonlyMap<number, string>): Map<number, Int32Array> {
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  const ofRow = new Map<number, Int32Array>();
  for (const [row, text] of texts) {
    const tokens = Int32Array.from(wordsAndPairs(text), (token) => {
      const number = numbers.get(token) ?? numbers.size;
      numbers.set(token, number);
      counts[number] = (counts[number] ?? 0) + 1;
      return number;
    });
    ofRow.set(row, tokens);
  }
  const ranks = new Int32Array(counts.length);
  const rarestFirst = [...counts.keys()].sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b);
  for (const [rank, number] of rarestFirst.entries()) ranks[number] = rank;
  for (const [row, tokens] of ofRow) ofRow.set(row, tokens.map((number) => ranks[number] ?? 0).sort());
  return ofRow;
}

/** Jaccard similarity of two ascending sets of numbers, 0 to 1; 1 for two empty ones. */
export function jaccard(a: Int32Array, b: Int32Array): number {
  let shared = 0;
  let atA = 0;
  let atB = 0;
  while (atA < a.length && atB < b.length) {
    const difference = (a[atA] ?? 0) - (b[atB] ?? 0);
    if (difference === 0) shared += 1;
    if (difference <= 0) atA += 1;
    if (difference >= 0) atB += 1;
  }
  const union = a.length + b.length - shared;
  return union === 0 ? 1 : shared / union;
}

/**
 * Pairs of rows that can have a Jaccard similarity of the threshold, each once: those that have one of their rarest tokens in
 * common. Sets with a similarity of t or more share a token among the first n - ceil(t n) + 1 of n in any one order of all
 * tokens (prefix filtering: Chaudhuri, Ganti and Kaushik 2006), so none is missed.
 *
 * @param rows whose pairs are looked at
 * @param tokensOf as `rankedTokens` gives them
 * @param threshold above 0, up to 1
 */
export function* possiblePairs(
  rows: readonly number[],
  tokensOf: ReadonlyMap<number, Int32Array>,
  threshold: number,
): Generator<[earlier: number, later: number]> {
  const having = new Map<number, number[]>();
  for (const row of rows) {
    const tokens = tokensOf.get(row) ?? new Int32Array();
    const length = tokens.length - Math.ceil(threshold * tokens.length - 1e-9) + 1;
    const met = new Set<number>();
    for (const token of tokens.subarray(0, length)) {
      for (const earlier of having.get(token) ?? []) met.add(earlier);
      addTo(having, token, row);
    }
    for (const earlier of met) yield [earlier, row];
  }
}
