/** A split whose texts stay where they are until one is wanted. */

import type { Item } from './schemas/item.js';
import type { ItemHead, ReleaseItem, Split, SplitDesign, SplitView } from './schemas/release-item.js';
import { madeOnDemand, memberAt, type Sequence } from './sequence.js';

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
  /** Its items without their texts, in the order of its file; each is made when it is looked at. */
  readonly heads: Sequence<PlacedHead>;
  /** A reader of its own for each walk through the split. */
  reader(): ItemReader;
}

/** The split with all heads and no texts. */
export function headsOf({
  design,
  batchMatched,
  auxiliaryTotals,
  heads,
}: RestingSplit): SplitView<PlacedHead> {
  return { design, batchMatched, auxiliaryTotals, items: heads };
}

/** A split that is in memory, as one at rest. */
export function resting({ items, ...design }: Split): RestingSplit {
  return {
    ...design,
    count: items.length,
    heads: madeOnDemand(items.length, (place) => ({ ...headOf(memberAt(items, place)), place })),
    reader: () => async (place) => memberAt(items, place),
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
