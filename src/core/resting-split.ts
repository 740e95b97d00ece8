/** A split whose texts stay where they are until one is wanted. */

import type { Item } from './schemas/item.js';
import type { ItemHead, ReleaseItem, Split, SplitDesign } from './schemas/release-item.js';

/** An item's head with its place in its split, from 0. */
export interface PlacedHead extends ItemHead {
  readonly place: number;
}

/** Gives the item at a place. Rising places cost least: what lies behind an item is read with it. */
export type ItemReader = (place: number) => Promise<Item>;

/**
 * A split at rest: how it was drawn, and a few numbers of each item. Whoever walks through it holds as many texts as it
 * asks for, and no more.
 */
export interface RestingSplit extends SplitDesign {
  readonly count: number;
  /** Its items without their texts, in the order of its file; made anew at each call. */
  heads(): PlacedHead[];
  /** A reader of its own for each walk through the split. */
  reader(): ItemReader;
}

/** The split with all heads and no texts. */
export function headsOf({
  design,
  batchMatched,
  auxiliaryTotals,
  ...split
}: RestingSplit): Split<PlacedHead> {
  return { design, batchMatched, auxiliaryTotals, items: split.heads() };
}

/** A split that is in memory, as one at rest. */
export function resting({ items, ...design }: Split): RestingSplit {
  return {
    ...design,
    count: items.length,
    heads: () => items.map((item, place) => ({ ...headOf(item), place })),
    reader: () => async (place) => {
      const item = items[place];
      if (!item) throw new RangeError(`The split has no item ${place}.`);
      return item;
    },
  };
}

function headOf({
  id,
  problem_type,
  benchmarks,
  weight,
  pi,
  tilt,
  difficulty,
  cluster,
}: ReleaseItem): ItemHead {
  return { id, problem_type, benchmarks, weight, pi, tilt, difficulty, cluster };
}
