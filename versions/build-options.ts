/** The options of a build, checked, defaults filled in. */

import { z } from 'zod';
import type { MixParameters } from '../mixer/index.js';
import { MixevalError } from '../src/core/errors.js';
import { describeIssues } from '../src/core/parse.js';
import type { ItemResult } from '../src/core/schemas/item-result.js';
import type { Workspace } from '../src/core/workspace.js';
import { buildParametersSchema, type publishChoices } from './manifest.js';

export interface BuildOptions {
  readonly workspace: Workspace;
  readonly version: string;
  /** YYYY-MM-DD; the first day in the version's name where left out. */
  readonly date?: string | undefined;
  /** Places of each split, 1 or more; 2,000 unless said otherwise. */
  readonly size?: number | undefined;
  /** Places of each Hard split, 0 for none; 500 unless said otherwise. */
  readonly hardSize?: number | undefined;
  /** Queries drawn from the corpus in proportion to their counts; all of them unless said otherwise. */
  readonly batch?: number | undefined;
  /** 1 unless said otherwise. */
  readonly seed?: number | undefined;
  /** `auto` unless said otherwise: exact search up to 250,000 items, which is both faster there and never wrong; then HNSW. */
  readonly index?: MixParameters['index'] | undefined;
  /** Cosine below which a match is no match; the encoder's own unless said otherwise. */
  readonly similarityFloor?: number | undefined;
  /** What subjects got on items; only what concerns the pool counts. Without any there is no Hard benchmark. */
  readonly results: readonly ItemResult[];
  /** A name, folder or hub repository, as `openEncoder` takes it. */
  readonly encoder?: string | undefined;
  readonly hardMethod?: MixParameters['hardMethod'] | undefined;
  /**
   * Strength of difficulty in Hard, 0 to 2; chosen by cross-validation with ten subjects or more, else 1, unless said
   * otherwise.
   */
  readonly lambda?: number | undefined;
  /** Items stay out once their first release lies so many releases back, 1 or more; never unless said otherwise. */
  readonly maxAge?: number | undefined;
  /** Ids of items that stay out. */
  readonly retire?: readonly string[] | undefined;
  /** What of the batch's queries the release holds; none unless said otherwise. */
  readonly publishQueries?: (typeof publishChoices)[number] | undefined;
  /** The part of the items that is kept beside the release's folder, 0 to below 1; 0 unless said otherwise. */
  readonly private?: number | undefined;
  /** Standard error of a score that is wanted, 0 to 1: the report says what batch and size it takes. */
  readonly precision?: number | undefined;
  /** Only these pools, query files and licences; all unless said otherwise. */
  readonly pools?: readonly string[] | undefined;
  readonly queries?: readonly string[] | undefined;
  readonly licences?: readonly string[] | undefined;
}

/** What was asked for; a similarity floor of null is the encoder's own. */
const askedSchema = buildParametersSchema.extend({
  size: z.number().int().positive(),
  seed: z.number().int(),
  similarityFloor: z.number().min(-1).max(1).nullable(),
  lambda: z.number().min(0).max(2).nullable(),
});
export type AskedParameters = z.infer<typeof askedSchema>;

/**
 * The parameters of a build, defaults filled in.
 *
 * @throws MixevalError `usage`, naming what is out of its bounds
 */
export function askedParameters(options: BuildOptions): AskedParameters {
  const asked = {
    size: options.size ?? 2000,
    hardSize: options.hardSize ?? 500,
    seed: options.seed ?? 1,
    batch: options.batch ?? null,
    index: options.index ?? 'auto',
    similarityFloor: options.similarityFloor ?? null,
    hardMethod: options.hardMethod ?? 'discrimination',
    lambda: options.lambda ?? null,
    maxAge: options.maxAge ?? null,
    publishQueries: options.publishQueries ?? 'none',
    private: options.private ?? 0,
    pools: sortedOrNull(options.pools),
    queries: sortedOrNull(options.queries),
    licences: sortedOrNull(options.licences),
  };
  const parsed = askedSchema.safeParse(asked);
  if (parsed.success) return parsed.data;
  throw new MixevalError('usage', `A release cannot be built so: ${describeIssues(parsed.error, asked)}.`, {
    cause: parsed.error,
    next: 'Give a value within the bounds: `mixeval build --help` names them.',
  });
}

function sortedOrNull(names: readonly string[] | undefined): string[] | null {
  return names === undefined ? null : [...new Set(names)].sort();
}
