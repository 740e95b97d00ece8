import type { Item } from '../../../src/core/schemas/item.js';
import { choicesIn, itemText } from './item-text.js';
import { withOtherNumbers } from './other-numbers.js';
import { reordered } from './reorder.js';

/** An item as a text, and the same changed in what says nothing, in several ways. */
export interface Controlled {
  readonly item: Item;
  readonly own: string;
  readonly controls: readonly string[];
}

/** Controls of an item: with as many of an item that was read, its own order stands out by chance once in ten. */
const most = 9;

/**
 * Items beside up to nine controls each that a model which has not read them finds just as likely: options in another order,
 * numbers exchanged between items, those of their passages left alone: a passage is likely to stand elsewhere, and states
 * facts. Words stay as they are: whatever an author wrote is likelier than another wording to every model, read or not.
 */
export function controlled(splits: readonly (readonly Item[])[]): Controlled[] {
  const choices = reordered(choicesIn(splits), most).map(({ item, others }) => ({
    item,
    own: itemText(item),
    controls: others.map(itemText),
  }));
  const free = splits.flat().filter((item) => item.problem_type === 'free-form');
  const prompts = free.map(({ prompt }) => prompt);
  const others = Array.from({ length: most }, (_, at) => withOtherNumbers(prompts, (at + 1) / (most + 1)));
  return [
    ...choices,
    ...free.flatMap((item, at) => {
      const changed = new Set(others.flatMap((texts) => texts[at] ?? []));
      const controls = [...changed].map((prompt) => itemText({ ...item, prompt }));
      return controls.length === 0 ? [] : [{ item, own: itemText(item), controls }];
    }),
  ];
}
