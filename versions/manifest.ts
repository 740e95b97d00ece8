/** The manifest of a release: schemas of built and imported ones. */

import { z } from 'zod';
import { MixevalError } from '../src/core/errors.js';
import { formats } from '../src/core/schemas/item.js';
import { benchmarks, splitDesignSchema } from '../src/core/schemas/release-item.js';

/** Raised when a reader of the older form would misread the newer one. */
export const formatVersion = 1;

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
const countSchema = z.number().int().nonnegative();
const shareSchema = z.number().min(0).max(1);

function perFormat<S extends z.ZodType>(schema: S) {
  return z.record(z.enum(formats), schema);
}

function perSplit<S extends z.ZodType>(schema: S) {
  return z.partialRecord(z.enum(benchmarks), perFormat(schema));
}

/** Files by their path. */
const filesSchema = z.record(z.string(), z.strictObject({ sha256: sha256Schema, bytes: countSchema }));

const common = {
  formatVersion: z.literal(formatVersion),
  version: z.string().min(1),
  /** The version's own day, YYYY-MM-DD; null where neither its name nor its maker gives one. */
  date: z.iso.date().nullable(),
  /** The program that wrote it. */
  mixevalVersion: z.string(),
  /** A UUID that stands in every item: text that holds it has read the release. */
  canary: z.uuid(),
  /** Distinct items of the folder; the private part has its own. */
  counts: perSplit(countSchema),
  /** How each split was drawn. */
  splits: perSplit(splitDesignSchema),
  /** Each benchmark's distinct items, and its share of the split's weight, 0 to 1. */
  composition: perSplit(
    z.record(z.string(), z.strictObject({ items: countSchema, weightShare: shareSchema })),
  ),
  /** Distinct items of the whole release by the licence they come under. */
  licences: z.record(z.string(), countSchema),
  /** For each earlier release: the share of this release's items that stand in it too; null for an empty split. */
  overlap: z.record(z.string(), perSplit(shareSchema.nullable())),
  /** Every other file of the folder, but for the manifest's own checksum. */
  files: filesSchema,
};

const hardSchema = z.discriminatedUnion('built', [
  z.strictObject({ built: z.literal(false), reason: z.enum(['not-asked-for', 'no-results']) }),
  z.strictObject({
    built: z.literal(true),
    method: z.enum(['discrimination', 'batch-rejection']),
    /** Strength of difficulty. */
    lambda: z.number(),
    lambdaBy: z.enum(['given', 'default', 'cross-validation']).default('given'),
    /** By strength tried: the share of pairs of subjects told apart. */
    lambdaSeparated: z.record(z.string(), shareSchema).nullable().default(null),
    subjects: countSchema,
    observedItems: countSchema,
    predictedItems: countSchema,
    constantDiscrimination: z.boolean(),
    predictionCorrelation: z.number().nullable(),
    /** Total variation distance of weighted topic shares from the normal split's. */
    topicDistance: perFormat(z.number()),
  }),
]);

/** Nothing of users' queries, their ids (hashes of their texts) and counts, or their texts as well. */
export const publishChoices = ['none', 'hashes', 'text'] as const;

export const buildParametersSchema = z.strictObject({
  /** Places of each split. */
  size: countSchema,
  hardSize: countSchema,
  /** Queries asked for; null for all there are. */
  batch: countSchema.nullable(),
  /** As asked for; `indexRecall` says which kind it was. */
  index: z.enum(['auto', 'hnsw', 'exact']),
  similarityFloor: z.number(),
  hardMethod: z.enum(['discrimination', 'batch-rejection']),
  /** As asked for; null where it was left to the build, `hard` says what it chose. */
  lambda: z.number().nullable(),
  /** An item stays out once its first release lies so many releases back; null for never. */
  maxAge: countSchema.min(1).nullable().default(null),
  /** What of the batch's queries stands in queries.jsonl. */
  publishQueries: z.enum(publishChoices).default('none'),
  /** The part of all items that is private, in every release that is built with it. */
  private: shareSchema.lt(1).default(0),
  /** Names of pools and query files, and licences; null for all. */
  pools: z.array(z.string()).nullable(),
  queries: z.array(z.string()).nullable(),
  licences: z.array(z.string()).nullable(),
});
export type BuildParameters = z.infer<typeof buildParametersSchema>;

/** What a release was built from: equal facts give an equal release. */
export const buildFactsSchema = z.strictObject({
  seed: z.number().int(),
  /** Its place in the series of built releases, from 0. */
  ordinal: countSchema,
  parameters: buildParametersSchema,
  encoder: z.strictObject({ name: z.string(), checksum: z.string() }),
  pool: z.strictObject({
    hash: sha256Schema,
    items: countSchema,
    /** Items that went into others that ask the same, and items left out because their copies contradict one another. */
    merged: countSchema,
    contradicted: countSchema,
    /** Items that a person excluded, and items whose ground truth a person mended. */
    excluded: countSchema.default(0),
    fixed: countSchema.default(0),
    byBenchmark: z.record(z.string(), countSchema),
  }),
  /** Items of the pool that stayed out: for their age, and because a list named them; the list's hash. */
  retired: z
    .strictObject({
      byAge: countSchema,
      byList: countSchema,
      listHash: sha256Schema.nullable(),
    })
    .default({ byAge: 0, byList: 0, listHash: null }),
  batch: z.strictObject({
    hash: sha256Schema,
    /** Queries drawn, counts included, and distinct ones. */
    queries: countSchema,
    distinct: countSchema,
    /** Queries in the corpora it was drawn from, counts included. */
    corpusQueries: countSchema,
    /** Its shares by kind of source and by corpus. */
    byKind: z.record(z.string(), z.number()),
    byCorpus: z.record(z.string(), z.number()),
  }),
  /** What subjects got on the pool's items. */
  results: z.strictObject({
    hash: sha256Schema,
    records: countSchema,
    subjects: countSchema,
    /** Records of each subject. */
    bySubject: z.record(z.string(), countSchema),
  }),
});
export type BuildFacts = z.infer<typeof buildFactsSchema>;

export const builtManifestSchema = z.strictObject({
  ...common,
  origin: z.literal('built'),
  ...buildFactsSchema.shape,
  /** Share of the batch at or above the similarity floor. */
  matchedShare: shareSchema,
  /** Of each query's best cosine similarity, by quantile. */
  similarityQuantiles: z.record(z.string(), z.number()),
  indexRecall: z.strictObject({
    kind: z.enum(['hnsw', 'exact']),
    recallAt1: shareSchema,
    sample: countSchema,
  }),
  clusters: countSchema,
  /** 1 / sum m². */
  effectivePoolSize: z.number().nonnegative(),
  /** Share of the batch's mass by benchmark. */
  traffic: perFormat(z.record(z.string(), shareSchema)),
  /** Total variation distance between a split's weighted topic shares and the traffic's. */
  topicDistance: perFormat(z.number()),
  hard: hardSchema,
  /** Items that lie beside the folder: how many, and their files' checksums. Null where all are in it. */
  private: z
    .strictObject({ counts: perSplit(countSchema), files: filesSchema })
    .nullable()
    .default(null),
  /** How many items suspects.json lists. */
  suspects: countSchema,
});
export type BuiltManifest = z.infer<typeof builtManifestSchema>;

/** A row of an imported file that cannot be graded. */
const leftOutSchema = z.strictObject({ file: z.string(), key: z.string(), reason: z.string() });
export type LeftOutRow = z.infer<typeof leftOutSchema>;

export const importedManifestSchema = z.strictObject({
  ...common,
  origin: z.literal('imported'),
  /** The published release that has these bytes, and the commit of its home where they stand. */
  published: z.strictObject({ version: z.string(), commit: z.string() }).nullable(),
  /** Rows of the original files, copies and rows left out included. */
  rows: perSplit(countSchema),
  leftOut: z.array(leftOutSchema),
});
export type ImportedManifest = z.infer<typeof importedManifestSchema>;

/** manifest.json. No time of the clock and no path of a machine stands in it: equal inputs give equal bytes. */
export const manifestSchema = z.discriminatedUnion('origin', [builtManifestSchema, importedManifestSchema]);
export type Manifest = z.infer<typeof manifestSchema>;

/** A manifest before its files are written. */
export type ManifestHead = Omit<BuiltManifest, 'files'> | Omit<ImportedManifest, 'files'>;

/** A day as people write it, not a piece of a longer number. */
const day = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/;

/**
 * A version's day: the one that is given, or else the first one in its name, or null where the name holds none.
 *
 * @throws MixevalError `usage` for a day that no calendar has
 */
export function dayOf(version: string, given: string | undefined): string | null {
  const found = given ?? version.match(day)?.[0];
  if (found === undefined) return null;
  if (z.iso.date().safeParse(found).success) return found;
  throw new MixevalError('usage', `"${found}" is no calendar day.`, {
    next: `Give ${given === undefined ? 'the release a name with a day that there is, or with none' : '--date as YYYY-MM-DD'}.`,
  });
}
