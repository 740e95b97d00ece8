import { z } from 'zod';
import { benchmarks } from '../../../src/core/schemas/release-item.js';

const gapSchema = {
  /** Score on old items less that on new ones, matched; -1 to 1. */
  difference: z.number(),
  /** 95 %. */
  interval: z.tuple([z.number(), z.number()]),
  /** One-sided: of old items being no better. */
  pValue: z.number(),
  /** Holm's, over the models. */
  adjustedPValue: z.number(),
};

/** How much better one model is on old items. */
export const modelGapSchema = z.strictObject({
  model: z.string(),
  id: z.string(),
  ...gapSchema,
  /**
   * The same of its scores less the other models' on the same items, matched by how many of them got an item right as well;
   * adjusted together with the sudden gains. Null for a single model, for baselines, and where items cannot be matched.
   */
  againstOthers: z.strictObject(gapSchema).nullable(),
});
export type ModelGap = z.infer<typeof modelGapSchema>;

/** What runs say of items that are old and new. Kept in the workspace. */
export const runsReportSchema = z.strictObject({
  version: z.string(),
  benchmark: z.enum(benchmarks),
  /** Older releases, the first first. */
  older: z.array(z.string()),
  /** Old and new ones that have a match, and all that were answered. */
  items: z.strictObject({ old: z.number(), new: z.number(), all: z.number() }),
  /** What old and new items have in common; without difficulties in the release, the topic alone. */
  matchedBy: z.enum(['topic', 'difficulty and topic']),
  models: z.array(modelGapSchema),
  /** Items that every model from before them got wrong and every later one right; null without dates of models. */
  gained: z
    .strictObject({
      n: z.number(),
      gained: z.array(z.string()),
      expected: z.number(),
      pValue: z.number(),
      adjustedPValue: z.number(),
    })
    .nullable(),
  verdict: z.string(),
});
export type RunsReport = z.infer<typeof runsReportSchema>;
