import { z } from 'zod';
import { matchKinds } from './find-passages.js';

/** What is known of an item: the worst that was seen. */
export const labels = ['clean', 'question', 'question-and-answer'] as const;
export type Label = (typeof labels)[number];

const countSchema = z.number().int().nonnegative();

/** A question of the release that stands in a text: a line of the file of matches. */
export const textMatchSchema = z.strictObject({
  item: z.string(),
  label: z.enum(labels),
  kind: z.enum(matchKinds),
  /** Weight of the question's words that were found, 0 to 1; of a paraphrase the cosine. */
  coverage: z.number(),
  /** Most words in a row. */
  run: countSchema,
  /** All options stand behind it in the release's own order. */
  options: z.boolean(),
  file: z.string(),
  /** From 1; of a table, the record. */
  line: countSchema,
  /** The passage as it stands there. */
  text: z.string(),
});
export type TextMatch = z.infer<typeof textMatchSchema>;

/**
 * What a search through texts found. Kept in the workspace, where `build --retire` and reports find it. Reads those of earlier
 * versions too, which did not count all of this: null.
 */
export const textReportSchema = z.object({
  version: z.string(),
  /** Distinct items looked for, of both benchmarks. */
  items: countSchema,
  labels: z.record(z.enum(labels), countSchema),
  matches: countSchema,
  /** Items that were found in other words only. */
  paraphrased: countSchema.default(0),
  /** Clean items of fewer than 3 words, formulas without any among them: they are not looked for. */
  notLookedFor: countSchema.nullable().default(null),
  /** Clean items of 3 to 7 words: only whole, with an answer, could they be found. */
  tooShort: countSchema,
  /** Clean items that are formulas, or that signs alone tell from another: only with the same signs could they be found. */
  bySigns: countSchema.nullable().default(null),
  /** Places where the release's canary stands. */
  canary: countSchema,
  ngram: countSchema,
  /** Sentences that were encoded to find items in other words; null where that was not asked for. */
  encoded: countSchema.nullable().default(null),
  files: countSchema,
  bytes: countSchema,
  /** Files that could not be read to their end: what they hold is not known. */
  unread: z.array(z.string()).default([]),
  /** The file of matches, JSON Lines; null where there are none. */
  matchesFile: z.string().nullable(),
});
export type TextReport = z.infer<typeof textReportSchema>;
