/** A benchmark item, free-form or multiple-choice, with its id. */

import { z } from 'zod';
import { sha256 } from '../hash.js';

/** The two ways of asking. Field names of items keep MixEval's own layout, so that its files are ours. */
export const formats = ['free-form', 'multiple-choice'] as const;
export type Format = (typeof formats)[number];

const shared = {
  id: z.string().regex(/^[0-9a-f]{32}$/),
  /** A passage the question is about, or null. */
  context: z.string().nullable(),
  prompt: z.string().min(1),
  /** The first benchmark the item stands in. */
  benchmark_name: z.string().min(1),
  /** All benchmarks it stands in, the first one included. */
  benchmarks: z.array(z.string().min(1)).min(1),
  /** The licence of its benchmark, as an SPDX identifier or in the authors' words. */
  licence: z.string(),
  /** The benchmark's own division it belongs to (a school subject, a task), where there is one. */
  subject: z.string().min(1).exactOptional(),
};

export const freeFormItemSchema = z.object({
  ...shared,
  problem_type: z.literal('free-form'),
  /** Every accepted answer; they are alternatives. */
  target: z.array(z.string()).min(1),
});

export const multipleChoiceItemSchema = z.object({
  ...shared,
  problem_type: z.literal('multiple-choice'),
  options: z.array(z.string()).min(2),
  /** The 0-based index of the right option, as a list of one. */
  target: z.tuple([z.number().int().nonnegative()]),
});

/** One benchmark question with its ground truth. */
export const itemSchema = z.discriminatedUnion('problem_type', [
  freeFormItemSchema,
  multipleChoiceItemSchema,
]);

export type FreeFormItem = z.infer<typeof freeFormItemSchema>;
export type MultipleChoiceItem = z.infer<typeof multipleChoiceItemSchema>;
export type Item = z.infer<typeof itemSchema>;

/**
 * An item's id: the first 32 hex digits of sha256 over the JSON array [context, prompt, options, target] of raw
 * strings (options null for free-form). The same question keeps its id in every release.
 */
export function itemId(item: {
  readonly context: string | null;
  readonly prompt: string;
  readonly options?: readonly string[] | undefined;
  readonly target: readonly string[] | readonly number[];
}): string {
  return sha256(JSON.stringify([item.context, item.prompt, item.options ?? null, item.target])).slice(0, 32);
}

/** The text that stands for an item in embedding space: its context's beginning and its question. */
export function itemText(item: Pick<Item, 'context' | 'prompt'>): string {
  if (item.context === null || item.context === 'None') return item.prompt;
  // The question comes first: an encoder reads 256 tokens, and a long passage would push it out.
  return `${item.prompt}\n${item.context}`;
}
