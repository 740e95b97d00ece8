import { z } from 'zod';

/** One thing a real user typed, with where and when it was found, and how often. */
export const wildQuerySchema = z.object({
  /** The first 32 hex digits of sha256 of the normalised, case-folded text. */
  id: z.string().regex(/^[0-9a-f]{32}$/),
  text: z.string().min(1),
  /** ISO 639-1 code where it is clear, else `und`. */
  language: z.string(),
  source: z.object({
    /** The kind of source: a name in the registry of corpus/sources. */
    kind: z.string(),
    /** The file as the user named it, or the page's URL. */
    location: z.string(),
    /** Line or record in it, from 1. */
    line: z.number().int().positive().exactOptional(),
  }),
  /** When it was asked: ISO 8601 day or time, or null where nothing says. */
  date: z.string().nullable(),
  /** How often it was asked, exact duplicates merged. */
  count: z.number().int().positive(),
  /** Probability that it is a query, as the miner's detector says; absent where it was not asked. */
  score: z.number().min(0).max(1).exactOptional(),
  /** What the filters noted: `unsafe-sexual`, `masked-email`. */
  flags: z.array(z.string()).exactOptional(),
});

export type WildQuery = z.infer<typeof wildQuerySchema>;
