import type { Item } from '../../../src/core/schemas/item.js';
import { choicesIn, itemText } from './item-text.js';
import { withOtherNumbers } from './other-numbers.js';
import { reordered } from './reorder.js';

/** An item as a text, and the same changed in what says nothing. */
export interface Controlled {
  readonly item: Item;
  readonly own: string;
  readonly control: string;
}

/**
 * Items beside controls that a model which has not read them finds just as likely: options in another order, numbers
 * exchanged between items, those of their passages left alone: a passage is likely to stand elsewhere, and states facts. Words
 * stay as they are: whatever an author wrote is likelier than another wording to every
 * model, read or not.
 */
export function controlled(splits: readonly (readonly Item[])[]): Controlled[] {
  const choices = reordered(choicesIn(splits)).map(({ item, other }) => ({
    item,
    own: itemText(item),
    control: itemText(other),
  }));
  const free = splits.flat().filter((item) => item.problem_type === 'free-form');
  const prompts = withOtherNumbers(free.map(({ prompt }) => prompt));
  return [
    ...choices,
    ...free.flatMap((item, at) => {
      const prompt = prompts[at];
      return prompt === undefined
        ? []
        : [{ item, own: itemText(item), control: itemText({ ...item, prompt }) }];
    }),
  ];
}
