import { addTo } from '../../src/core/groups.js';
import {
  type FreeFormItem,
  type Item,
  itemId,
  type MultipleChoiceItem,
} from '../../src/core/schemas/item.js';
import { normaliseText, questionKey } from './normalise.js';

export interface Merged {
  /** Sorted by id. */
  readonly items: Item[];
  /** Items that went into another one. */
  readonly merged: number;
  /** Items left out because another one gives the same question and options another answer. */
  readonly contradicted: number;
}

const byNameThenId = (a: Item, b: Item): number =>
  a.benchmark_name === b.benchmark_name ? compare(a.id, b.id) : compare(a.benchmark_name, b.benchmark_name);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Keeps each question once, with the names of all benchmarks it stands in. The result does not depend on the order of
 * the items.
 *
 * - Free-form: the same passage and question are one item; accepted answers unite.
 * - Multiple choice: besides, the same right option, and options that are the same or a part of the other's (some
 *   collections drop an option). The item with more options stays; the order of options plays no part.
 * - Where the same question with the same options has different right options, at least one truth is wrong and nobody
 *   can say which: none of them is kept, since scoring by it would punish those who are right.
 *
 * Of items that are the same, the one of the first benchmark by name, then by id, gives its wording and licence.
 */
export function mergeItems(items: Iterable<Item>): Merged {
  const groups = new Map<string, Item[]>();
  let count = 0;
  for (const item of items) {
    count += 1;
    addTo(groups, questionKey(item), item);
  }
  const kept: Item[] = [];
  let contradicted = 0;
  for (const group of groups.values()) {
    group.sort(byNameThenId);
    const [first] = group;
    if (group.length === 1 && first) {
      kept.push(first);
      continue;
    }
    const freeForm = group.filter((item): item is FreeFormItem => item.problem_type === 'free-form');
    const choices = group.filter(
      (item): item is MultipleChoiceItem => item.problem_type === 'multiple-choice',
    );
    if (freeForm.length > 0) kept.push(unite(freeForm));
    const merged = mergeChoices(choices);
    kept.push(...merged.items);
    contradicted += merged.contradicted;
  }
  kept.sort((a, b) => compare(a.id, b.id));
  return { items: kept, merged: count - contradicted - kept.length, contradicted };
}

const namesOf = (items: readonly Item[]): string[] => [...new Set(items.flatMap((item) => item.benchmarks))];

/** One item of several that ask the same; its id is new only where an answer came to it. */
function unite(items: readonly FreeFormItem[]): FreeFormItem {
  const [first] = items;
  if (first === undefined) throw new RangeError('Nothing to unite.');
  const known = new Set(first.target.map(normaliseText));
  const further = items
    .flatMap((item) => item.target)
    .filter((answer) => {
      const isNew = !known.has(normaliseText(answer));
      known.add(normaliseText(answer));
      return isNew;
    });
  const united = { ...first, benchmarks: namesOf(items), target: [...first.target, ...further] };
  return { ...united, id: further.length === 0 ? first.id : itemId(united) };
}

interface Choice {
  readonly item: MultipleChoiceItem;
  readonly options: ReadonlySet<string>;
  readonly right: string;
}

const isPartOf = (part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean =>
  [...part].every((option) => whole.has(option));

/** Merges items of one question. */
function mergeChoices(items: readonly MultipleChoiceItem[]): { items: Item[]; contradicted: number } {
  const choices: Choice[] = items.map((item) => ({
    item,
    options: new Set(item.options.map(normaliseText)),
    right: normaliseText(item.options[item.target[0]] ?? ''),
  }));
  // Sorting is stable: of equally many options, the order by name and id stays.
  choices.sort((a, b) => b.options.size - a.options.size);
  const groups: Choice[][] = [];
  for (const choice of choices) {
    const group = groups.find(
      ([whole]) => whole && whole.right === choice.right && isPartOf(choice.options, whole.options),
    );
    if (group) group.push(choice);
    else groups.push([choice]);
  }
  const contradicts = ([a]: Choice[], [b]: Choice[]): boolean =>
    a !== undefined &&
    b !== undefined &&
    a.right !== b.right &&
    a.options.size === b.options.size &&
    isPartOf(a.options, b.options);
  const sound = groups.filter((group) => !groups.some((other) => contradicts(group, other)));
  return {
    items: sound.flatMap((group) => {
      const [first] = group;
      return first ? [{ ...first.item, benchmarks: namesOf(group.map(({ item }) => item)) }] : [];
    }),
    contradicted: groups.filter((group) => !sound.includes(group)).flat().length,
  };
}
