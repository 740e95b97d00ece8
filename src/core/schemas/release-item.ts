/** A drawn item with its weight and probability, and a split of them with its design. */

import { z } from 'zod';
import type { Sequence } from '../sequence.js';
import { freeFormItemSchema, multipleChoiceItemSchema } from './item.js';

/** The two benchmarks of a release. */
export const benchmarks = ['mixeval', 'mixeval-hard'] as const;
export type Benchmark = (typeof benchmarks)[number];

const drawn = {
  /** How many of the batch's queries the item stands for; of an imported release, its number of copies. */
  weight: z.number().positive(),
  /** Inclusion probability, 0 to 1; null in an imported release. */
  pi: z.number().gt(0).max(1).nullable(),
  /** How much the batch's chance moves the item's share q of Hard's target in its topic, m (dq/dm)² / q; 1 in the normal benchmark. */
  tilt: z.number().nonnegative(),
  /** 0 (everybody is right) to 1; null where nothing is known. */
  difficulty: z.number().min(0).max(1).nullable(),
  /** Present where no subject has answered the item and its difficulty is predicted. */
  difficultyPredicted: z.literal(true).exactOptional(),
  /** Mean cosine similarity of the queries that matched it; null in an imported release. */
  similarity: z.number().min(-1).max(1).nullable(),
  /** The topic cluster it was drawn in, from 0; in an imported release 0. */
  cluster: z.number().int().nonnegative(),
  canary: z.string(),
  /** In an imported release: the keys of all its exact copies in the original file. */
  keys: z.array(z.string()).min(1).exactOptional(),
};

/** An item as it stands in a release. */
export const releaseItemSchema = z.discriminatedUnion('problem_type', [
  freeFormItemSchema.extend(drawn),
  multipleChoiceItemSchema.extend(drawn),
]);

export type ReleaseItem = z.infer<typeof releaseItemSchema>;

/**
 * The item as one of a random part of its split: likelier left out, it stands for more. An imported one stands for its
 * rows, as before.
 *
 * @param share of the split that is in the part, above 0 and at most 1
 */
export function thinned(item: ReleaseItem, share: number): ReleaseItem {
  return item.pi === null ? item : { ...item, pi: item.pi * share, weight: item.weight / share };
}

/** What the items of a split add to an item. */
export type Drawn = Pick<ReleaseItem, keyof typeof drawn>;

/** How a split's items came about: `pareto`, drawn by us; `draws`, an imported release, copies as weights. */
export const designs = ['pareto', 'draws'] as const;
export type Design = (typeof designs)[number];

/** sum m d, sum m d², sum m d³ over the whole pool: what the difference estimator needs (DESIGN, Sampling 6). */
export const auxiliaryTotalsSchema = z.object({ d: z.number(), d2: z.number(), d3: z.number() });

/** What the manifest says of one split, besides its items. */
export const splitDesignSchema = z.object({
  design: z.enum(designs),
  /** B: the batch's queries matched to the split's format. For `draws`, the number of rows, copies counted. */
  batchMatched: z.number().int().nonnegative(),
  auxiliaryTotals: auxiliaryTotalsSchema.nullable(),
});
export type SplitDesign = z.infer<typeof splitDesignSchema>;

/** An item without its texts: what it was drawn by and what statistics go by. */
export type ItemHead = Pick<
  ReleaseItem,
  'id' | 'problem_type' | 'benchmarks' | 'weight' | 'pi' | 'tilt' | 'difficulty' | 'cluster'
>;

/** One split: its items in the order of its file (a seeded stratified random order) and how it was drawn. */
export interface Split<I extends ItemHead = ReleaseItem> extends SplitDesign {
  readonly items: readonly I[];
}

/** A split whose items are there to be walked through, in memory or made on demand. */
export interface SplitView<I extends ItemHead = ReleaseItem> extends SplitDesign {
  readonly items: Sequence<I>;
}
