import { z } from 'zod';

/** What became of a probe. A model that refuses is not clean: nothing is known of it. */
export const findingStates = ['tested', 'too-few', 'refused', 'unavailable', 'not-asked'] as const;

/** What one probe found. */
export const findingSchema = z.strictObject({
  probe: z.string(),
  state: z.enum(findingStates),
  /** Distinct items of the check that it is from: a narrower one leaves what a wider one found. */
  items: z.number().int().nonnegative().default(0),
  /** Pairs, items or texts behind it. */
  n: z.number().int().nonnegative(),
  /** What is tested to lie above what chance gives; null where nothing was tested. */
  effect: z.number().nullable(),
  /** 95 % of the effect. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** One-sided. */
  pValue: z.number().nullable(),
  /** Holm's, over all probes that were tested, in whichever check. */
  adjustedPValue: z.number().nullable(),
  measures: z.record(z.string(), z.number()),
  /** In one sentence. */
  says: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;

/** What the probes of one model found. Kept in the workspace. */
export const modelReportSchema = z.strictObject({
  version: z.string(),
  model: z.string(),
  /** Distinct items that were asked about, in this check or an earlier one whose findings stand. */
  items: z.number().int().nonnegative(),
  /**
   * Whether any test finds a sign at 5 %, all tests together, or items came back word for word; `not-tested` where none could
   * be made.
   */
  signs: z.enum(['found', 'none-found', 'not-tested']),
  /** What follows, in one or two sentences. */
  verdict: z.string(),
  findings: z.array(findingSchema),
  requests: z.number().int().nonnegative(),
  /** Answers taken from an earlier, unfinished command. */
  reused: z.number().int().nonnegative(),
  inputTokens: z.number().int().nonnegative(),
  outputTokens: z.number().int().nonnegative(),
  /** US dollars; null where the price is not known. */
  costUsd: z.number().nonnegative().nullable(),
  /**
   * Items that it gave back word for word, in this check or an earlier one of others, JSON Lines that `build --retire` takes;
   * null where there are none.
   */
  itemsFile: z.string().nullable(),
});
export type ModelReport = z.infer<typeof modelReportSchema>;
