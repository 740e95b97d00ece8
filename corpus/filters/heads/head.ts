/** Trained heads: multinomial logistic regressions on the sentence embedding and cheap features. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../../../src/core/package.js';

export const headSchema = z.strictObject({
  /** The encoder whose embeddings it reads, and the length of them. */
  encoder: z.string(),
  dimensions: z.number().int().positive(),
  /** Names of the cheap features that follow the embedding. */
  features: z.array(z.string()),
  /** The first class is that of texts which are left alone. */
  classes: z.array(z.string()).min(2),
  bias: z.array(z.number()),
  /** A row a class, [dimensions + features]. */
  weights: z.array(z.array(z.number())),
});

export type Head = z.infer<typeof headSchema>;

/** The heads that come with the package, as `scripts/train-query-head.ts` and `scripts/train-unsafe-head.ts` wrote them. */
export const headNames = ['query', 'unsafe'] as const;
export type HeadName = (typeof headNames)[number];

export function headFile(name: HeadName): string {
  return join(packageRoot, 'corpus/filters/heads', `${name}.json`);
}

export async function readHead(name: HeadName): Promise<Head> {
  return headSchema.parse(JSON.parse(await readFile(headFile(name), 'utf8')));
}

/**
 * Probabilities of a head's classes, in their order, summing to 1.
 *
 * @param vector the embedding, of norm 1
 * @param features in the order of the head's own list
 */
export function classProbabilities(
  { bias, weights }: Pick<Head, 'bias' | 'weights'>,
  vector: Float32Array,
  features: readonly number[],
): number[] {
  const logits = weights.map((row, at) => {
    let sum = bias[at] ?? 0;
    for (let place = 0; place < vector.length; place += 1) sum += (row[place] ?? 0) * (vector[place] ?? 0);
    for (const [place, value] of features.entries()) sum += (row[vector.length + place] ?? 0) * value;
    return sum;
  });
  const most = Math.max(...logits);
  const odds = logits.map((logit) => Math.exp(logit - most));
  const total = odds.reduce((sum, odd) => sum + odd, 0);
  return odds.map((odd) => odd / total);
}
