import { z } from 'zod';

const share = z.number().min(0).max(1);

/** The part `update` of mixeval.config: what `mixeval update` does every month. Paths are relative to the config file. */
export const updateConfigSchema = z.strictObject({
  /** The version's name, with {year}, {month} and {day}; {year}-{month} unless said otherwise. */
  version: z.string().exactOptional(),
  /** Files, folders and sites that are mined. */
  sources: z.array(z.string()).exactOptional(),
  /** The corpus they go into; `monthly` unless said otherwise. */
  name: z.string().exactOptional(),
  /** Which user turns of a conversation are taken, which languages, which files of folders are left out. */
  turns: z.enum(['first', 'all']).exactOptional(),
  languages: z.union([z.array(z.string().length(2)), z.literal('any')]).exactOptional(),
  exclude: z.array(z.string()).exactOptional(),
  field: z.string().exactOptional(),
  /** What tells queries from other texts, as `mixeval mine --detector`; `head` unless said otherwise. */
  detector: z.enum(['rules', 'head', 'model']).exactOptional(),
  detectorThreshold: share.exactOptional(),
  /** With the detector `model`: which model, texts in one question, and US dollars that it may cost a month. */
  model: z.string().exactOptional(),
  modelBatch: z.number().int().min(1).max(50).exactOptional(),
  maxCostUsd: z.number().nonnegative().exactOptional(),
  /** Pools that are added again: known benchmarks from their files, or your own by a mapping. */
  pools: z
    .array(
      z.strictObject({
        name: z.string(),
        path: z.string().exactOptional(),
        map: z.string().exactOptional(),
        licence: z.string().exactOptional(),
      }),
    )
    .exactOptional(),
  /** Parameters of the build; those of the last release where left out. */
  build: z
    .strictObject({
      size: z.number().int().positive().exactOptional(),
      hardSize: z.number().int().nonnegative().exactOptional(),
      batch: z.number().int().positive().exactOptional(),
      seed: z.number().int().nonnegative().exactOptional(),
      index: z.enum(['auto', 'hnsw', 'exact']).exactOptional(),
      similarityFloor: z.number().min(-1).max(1).exactOptional(),
      hardMethod: z.enum(['discrimination', 'batch-rejection']).exactOptional(),
      lambda: z.number().min(0).max(2).exactOptional(),
      maxAge: z.number().int().positive().exactOptional(),
      private: z.number().min(0).lt(1).exactOptional(),
      publishQueries: z.enum(['none', 'hashes', 'text']).exactOptional(),
      pools: z.array(z.string()).exactOptional(),
      queries: z.array(z.string()).exactOptional(),
      licences: z.array(z.string()).exactOptional(),
    })
    .exactOptional(),
  /** What a release must hold to be published, shares from 0 to 1. */
  gates: z
    .strictObject({
      maxOverlap: share.exactOptional(),
      maxTopicDistance: share.exactOptional(),
      minMatchedShare: share.exactOptional(),
      maxBenchmarkShare: share.exactOptional(),
    })
    .exactOptional(),
});
export type UpdateConfig = z.infer<typeof updateConfigSchema>;
