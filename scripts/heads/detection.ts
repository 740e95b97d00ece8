/** How well a score tells queries from other texts, on a balance of one to one. */

import { z } from 'zod';

const pointSchema = z.object({ threshold: z.number(), recall: z.number(), precision: z.number() });
const curvesSchema = z.object({ atThreshold: z.array(pointSchema) });

/** What scripts/train-query-head.ts measured. */
export const detectionSchema = z.object({
  textsOfSource: z.number(),
  head: curvesSchema,
  rulesAndHead: curvesSchema,
  spearman: z.number(),
  sources: z.array(
    z.object({
      source: z.string(),
      isQuery: z.boolean(),
      droppedByRules: z.number(),
      keptByDefault: z.number(),
    }),
  ),
});

const unsafePointSchema = z.object({ threshold: z.number(), recall: z.number(), precision: z.number() });

/** What scripts/train-unsafe-head.ts measured, all on texts that the head has not seen. */
export const unsafeDetectionSchema = z.object({
  textsOfSource: z.number(),
  /** On the open half of the labelled cases. */
  open: z.array(unsafePointSchema),
  /** Of real texts, hardly any of which are unsafe. */
  sources: z.array(z.object({ source: z.string(), dropped: z.number(), flagged: z.number() })),
});

export interface CurvePoint {
  readonly threshold: number;
  readonly recall: number;
  /** As if there were as many queries as other texts. */
  readonly precision: number;
}

function shareAtLeast(scores: readonly number[], threshold: number): number {
  return scores.filter((score) => score >= threshold).length / scores.length;
}

export function pointAt(
  queries: readonly number[],
  others: readonly number[],
  threshold: number,
): CurvePoint {
  const recall = shareAtLeast(queries, threshold);
  const falsely = shareAtLeast(others, threshold);
  return { threshold, recall, precision: recall / (recall + falsely) };
}

/** The highest threshold at which the share `recall` of the queries is found. */
export function thresholdFor(queries: readonly number[], recall: number): number {
  const descending = [...queries].sort((a, b) => b - a);
  return descending[Math.ceil(recall * descending.length) - 1] ?? 0;
}
