import { stem, wordsOf } from '../normalise.js';

/** An accepted answer as it stands in a text. */
export interface Place {
  readonly before: string;
  /** As it is typed there. */
  readonly found: string;
  readonly after: string;
}

/**
 * Where an answer stands in a text, one and many alike, accents and articles apart.
 *
 * @returns places in a text without accents; none where it stands there in a spelling of its own
 */
export function placesOfAnswer(answer: string, text: string): Place[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '');
  const words = wordsOf(answer).map(
    (word) => `${escaped(stem(word).replace(/(?<=\p{L}{3})y$/u, ''))}\\p{L}{0,3}`,
  );
  if (words.length === 0) return [];
  const between = '[^\\p{L}\\p{N}]+(?:(?:an?|the)[^\\p{L}\\p{N}]+)?';
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${words.join(between)}(?![\\p{L}\\p{N}])`, 'giu');
  return [...plain.matchAll(pattern)].map(({ index, 0: found }) => ({
    before: plain.slice(0, index),
    found,
    after: plain.slice(index + found.length),
  }));
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
