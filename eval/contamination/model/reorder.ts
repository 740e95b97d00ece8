import { groupBy } from '../../../src/core/groups.js';
import { seededRandom, shuffled } from '../../../src/core/random.js';
import type { MultipleChoiceItem } from '../../../src/core/schemas/item.js';

/** Options that speak of other options, or of their place. */
const bound = /\b(?:above|below|both|neither|either|none of|all of|all are|[a-e] (?:and|or) [a-e])\b/i;

/** Whether the order of an item's options says nothing: three or more, not sorted, none about the others. */
function isFree({ options }: MultipleChoiceItem): boolean {
  return options.length >= 3 && !options.some((option) => bound.test(option)) && !isSorted(options);
}

/** Whether options stand in the order of their numbers, their letters or their lengths, up or down. */
function isSorted(options: readonly string[]): boolean {
  const keys: readonly ((option: string) => number | string)[] = [
    (option) => Number.parseFloat(option.replace(/[^\d.-]/g, '')),
    (option) => option.toLowerCase(),
    (option) => option.length,
  ];
  return keys.some((key) =>
    [1, -1].some((sign) =>
      options.every((option, at) => {
        const [a, b] = [key(options[at - 1] ?? option), key(option)];
        if (at === 0) return !Number.isNaN(b);
        return a === b || (sign > 0 ? a < b : a > b);
      }),
    ),
  );
}

/** An item, and the same with its options in other orders. */
export interface Reordered {
  readonly item: MultipleChoiceItem;
  readonly other: MultipleChoiceItem;
  /** `other` first, each order once. */
  readonly others: readonly MultipleChoiceItem[];
}

/**
 * Items whose options may stand in any order, each with others. The right options' places are dealt out anew among
 * the items with as many options, so that each place is right as often as before: a model that likes one letter gains
 * nothing by any order.
 *
 * @param count other orders wanted, 1 or more; of few options there are fewer
 */
export function reordered(items: readonly MultipleChoiceItem[], count = 1): Reordered[] {
  const groups = groupBy(items.filter(isFree), ({ options }) => options.length);
  return [...groups.values()].flatMap((group) => {
    const sorted = [...group].sort((a, b) => a.target[0] - b.target[0]);
    return sorted.flatMap((item, at) => {
      const orders: MultipleChoiceItem[] = [item];
      for (let turn = 1; turn <= count; turn += 1) {
        const shift = Math.floor((turn * sorted.length) / (count + 1));
        const place = sorted[(at + shift) % sorted.length]?.target[0] ?? 0;
        const next = withRightAt(item, place, turn, orders);
        if (next) orders.push(next);
      }
      const others = orders.slice(1);
      const [other] = others;
      return other ? [{ item, other, others }] : [];
    });
  });
}

const tries = 20;

/**
 * The item with its right option at a place and the wrong ones shuffled, in none of the orders taken; undefined where every
 * one looks arranged.
 */
function withRightAt(
  item: MultipleChoiceItem,
  place: number,
  turn: number,
  taken: readonly MultipleChoiceItem[],
): MultipleChoiceItem | undefined {
  const right = item.options[item.target[0]];
  if (right === undefined) return undefined;
  const random = seededRandom(item.id, `order of options ${turn}`);
  const wrong = item.options.filter((_, at) => at !== item.target[0]);
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const options = shuffled(wrong, random);
    options.splice(place, 0, right);
    const isNew = taken.every((other) => options.some((option, at) => option !== other.options[at]));
    if (isNew && !isSorted(options)) return { ...item, options, target: [place] };
  }
  return undefined;
}
