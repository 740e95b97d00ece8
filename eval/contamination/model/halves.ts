import type { Item } from '../../../src/core/schemas/item.js';
import { itemText, wordsOf } from './item-text.js';
import { freeNumbers, withOtherNumbers } from './other-numbers.js';

/** An item cut in two. */
export interface Halves {
  readonly item: Item;
  readonly first: string;
  /** Words that follow, at most forty. */
  readonly second: readonly string[];
  /** The first half with other numbers; undefined where it has none. */
  readonly control: string | undefined;
}

/** Words that each half must have, and words of the second one that are compared. */
const fewestWords = 8;
const mostWords = 40;
/** The share of the words at which the cut is looked for. */
const [earliest, latest] = [0.35, 0.65];

/**
 * Cuts items in two, each soon after a number if it has one: the control then differs where the continuation joins on.
 * Items too short to be cut are left out.
 */
export function halvesOf(items: readonly Item[]): Halves[] {
  const cut = items.flatMap((item) => cutOf(item) ?? []);
  // Whether numbers are free is a matter of the whole item.
  const hasFree = ({ item }: { readonly item: Item }): boolean => freeNumbers(itemText(item)).length > 0;
  const controls = withOtherNumbers(
    cut.map((halves) => (hasFree(halves) ? halves.first : '')),
    0.5,
    1,
  );
  return cut.map((halves, at) => ({ ...halves, control: controls[at] }));
}

function cutOf(item: Item): Omit<Halves, 'control'> | undefined {
  const text = itemText(item);
  const words = [...text.matchAll(/\S+/g)];
  const from = Math.max(fewestWords, Math.ceil(earliest * words.length));
  const to = Math.min(words.length - fewestWords, Math.floor(latest * words.length));
  if (from > to) return undefined;
  const numbers = freeNumbers(text).map(({ place }) => place);
  const startOf = (word: number): number => words[word]?.index ?? text.length;
  // With the word that it counts: what ends with a number might go on with more digits.
  const afterNumber = (word: number): boolean =>
    numbers.some((place) => place >= startOf(word - 2) && place < startOf(word - 1));
  const places = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const place = startOf(places.find(afterNumber) ?? Math.floor((from + to) / 2));
  return {
    item,
    first: text.slice(0, place).trimEnd(),
    second: wordsOf(text.slice(place)).slice(0, mostWords),
  };
}
