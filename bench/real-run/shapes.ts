import { z } from 'zod';

/** What the commands print with --json, as far as the page speaks of it. */
const counts = z.record(z.string(), z.number());
const splits = z.object({ 'free-form': z.number(), 'multiple-choice': z.number() });

export const mineShape = z.object({
  read: z.number(),
  kept: z.number(),
  rejected: counts,
  queries: z.number(),
  seconds: counts,
});

export const poolsShape = z.object({
  pools: z.array(z.object({ name: z.string(), read: z.number(), kept: z.number(), rejected: counts })),
  refusedFiles: z.array(z.unknown()),
});

export const buildShape = z.object({
  version: z.string(),
  path: z.string(),
  counts: z.record(z.string(), splits),
  seconds: counts,
  indexRecall: z.object({ kind: z.string(), recallAt1: z.number(), sample: z.number() }),
  encodedTexts: z.number(),
  reusedTexts: z.number(),
});

export const verifyShape = z.object({ ok: z.boolean(), problems: z.array(z.unknown()) });

export const runsShape = z.object({
  runs: z.array(
    z.object({
      model: z.string(),
      benchmark: z.string(),
      score: z.number().nullable(),
      interval: z.tuple([z.number(), z.number()]).nullable(),
      n: z.number(),
      complete: z.boolean(),
      unscored: counts,
      mixevalOverall: z.number().nullable(),
      path: z.string(),
      seconds: z.number(),
    }),
  ),
});

export const manifestShape = z.object({
  matchedShare: z.number(),
  similarityQuantiles: counts,
  indexRecall: z.object({ kind: z.string(), recallAt1: z.number(), sample: z.number() }),
  clusters: z.number(),
  effectivePoolSize: z.number(),
  topicDistance: splits,
  batch: z.object({ queries: z.number(), distinct: z.number() }),
  pool: z.object({ items: z.number(), merged: z.number(), contradicted: z.number() }),
  composition: z.record(
    z.string(),
    z.record(z.string(), z.record(z.string(), z.object({ items: z.number(), weightShare: z.number() }))),
  ),
  hard: z.looseObject({ built: z.boolean() }),
});

export type Mine = z.infer<typeof mineShape>;
export type Pools = z.infer<typeof poolsShape>;
export type Build = z.infer<typeof buildShape>;
export type Runs = z.infer<typeof runsShape>;
export type RealManifest = z.infer<typeof manifestShape>;
