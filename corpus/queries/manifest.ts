import { z } from 'zod';

export const inputSchema = z.object({
  /** The file as the user named it, `-`, or a page's URL. */
  location: z.string(),
  sha256: z.string(),
  bytes: z.number().int().nonnegative(),
  /** A name in the registry of corpus/sources. */
  format: z.string(),
  /** Texts read in this session, and those before them that an earlier one read, where the file has grown since. */
  read: z.number().int().nonnegative(),
  before: z.number().int().positive().exactOptional(),
  badLines: z.number().int().nonnegative(),
  /** What was wrong with it, where something was. */
  warnings: z.array(z.string()),
});

const sessionSchema = z.object({
  at: z.string(),
  mixevalVersion: z.string(),
  options: z.record(z.string(), z.unknown()),
  inputs: z.array(inputSchema),
  read: z.number().int().nonnegative(),
  kept: z.number().int().nonnegative(),
  rejected: z.record(z.string(), z.number().int().positive()),
  seconds: z.record(z.string(), z.number().nonnegative()),
});

/** `<name>.manifest.json`: where the queries of one corpus come from, session by session. */
export const manifestSchema = z.object({
  formatVersion: z.literal(1),
  name: z.string(),
  output: z.object({
    sha256: z.string(),
    bytes: z.number().int().nonnegative(),
    /** Distinct queries. */
    queries: z.number().int().nonnegative(),
    /** How often they were asked, together. */
    asked: z.number().int().nonnegative(),
  }),
  sessions: z.array(sessionSchema),
  /** Queries that were taken out for good. */
  removed: z.number().int().nonnegative(),
});

export type QueriesManifest = z.infer<typeof manifestSchema>;

export type MinedInput = z.infer<typeof inputSchema>;
