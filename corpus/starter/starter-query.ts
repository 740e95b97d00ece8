import { z } from 'zod';

/** What mining should do with a query: keep it, keep it masked, or reject it for the reason named. */
export const queryLabels = [
  'keep',
  'mask',
  'ad',
  'boilerplate',
  'duplicate-exact',
  'duplicate-near',
  'gibberish',
  'live-data',
  'missing-context',
  'needs-image',
  'other-language',
  'sentence',
  'too-short',
  'unsafe',
  'url',
] as const;

/** A line of queries.jsonl. */
export const starterQuerySchema = z.strictObject({
  text: z.string().min(1),
  /** How often it was asked; 1 where it is left out. */
  count: z.number().int().min(2).exactOptional(),
  label: z.enum(queryLabels),
  /** No rule of mining was written or changed with a look at it, so that it tells what mining does to unseen queries. */
  heldOut: z.literal(true).exactOptional(),
});

export type StarterQuery = z.infer<typeof starterQuerySchema>;
