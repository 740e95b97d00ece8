import { addTo } from '../../../src/core/groups.js';
import type { Item } from '../../../src/core/schemas/item.js';
import { halvesOf } from './halves.js';
import { itemText, wordsOf } from './item-text.js';

/** Words in a row from the start of a second half that hardly anybody hits upon by chance. */
export const verbatimWords = 8;

/** The beginning of an item's second half. */
interface Beginning {
  readonly id: string;
  readonly words: readonly string[];
  /** What the item asks: the same question in other items is the same question. */
  readonly asked: string;
}

/**
 * Items whose second half begins with words that stand in a passage or in an item that asks something else: a passage is likely
 * to stand elsewhere too, and a template's words are learnt from any item that was made from it.
 *
 * @param items those that are asked about
 * @param others where the words are looked for, the items themselves among them
 * @returns their ids
 */
export function itemsWithBorrowedWords(items: readonly Item[], others: Iterable<Item>): Set<string> {
  const byFirst = new Map<string, Beginning[]>();
  for (const { item, second } of halvesOf(items)) {
    const words = second.slice(0, verbatimWords);
    addTo(byFirst, words[0] ?? '', { id: item.id, words, asked: askedIn(item) });
  }
  const borrowed = new Set<string>();
  const lookThrough = (text: string, counts: (beginning: Beginning) => boolean): void => {
    const words = wordsOf(text);
    words.forEach((word, at) => {
      for (const beginning of byFirst.get(word) ?? []) {
        if (beginning.words.every((one, next) => words[at + next] === one) && counts(beginning)) {
          borrowed.add(beginning.id);
        }
      }
    });
  };
  for (const other of others) {
    const asked = askedIn(other);
    lookThrough(other.context ?? '', () => true);
    lookThrough(itemText(other), (beginning) => beginning.asked !== asked);
  }
  return borrowed;
}

function askedIn({ prompt }: Item): string {
  return wordsOf(prompt).join(' ');
}
