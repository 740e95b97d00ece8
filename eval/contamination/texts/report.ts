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

/** What a search through texts found. Kept in the workspace, where `build --retire` and reports find it. */
export const textReportSchema = z.strictObject({
  version: z.string(),
  /** Distinct items looked for, of both benchmarks. */
  items: countSchema,
  labels: z.record(z.enum(labels), countSchema),
  matches: countSchema,
  /** Items that were found in other words only. */
  paraphrased: countSchema,
  /** Items of fewer than 8 words that were not found: only whole, with an answer, could they be. */
  tooShort: countSchema,
  /** Places where the release's canary stands. */
  canary: countSchema,
  ngram: countSchema,
  /** Sentences that were encoded to find items in other words; null where that was not asked for. */
  encoded: countSchema.nullable(),
  files: countSchema,
  bytes: countSchema,
  /** The file of matches, JSON Lines; null where there are none. */
  matchesFile: z.string().nullable(),
});
export type TextReport = z.infer<typeof textReportSchema>;
