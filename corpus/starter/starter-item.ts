import { z } from 'zod';

const shared = {
  context: z.string().min(1).nullable(),
  prompt: z.string().min(1),
  benchmark_name: z.literal('starter'),
  subject: z.string().min(1),
  /** 1 one step or common knowledge, 2 two steps or school knowledge, 3 more than that (README, "Difficulty"). */
  difficulty: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** How the right answer is known: a check recomputes it, or it is a fact, which no formula gives. */
  truth: z.enum(['computed', 'fact']),
  /** A JavaScript expression for the right answer; stands in computed items alone. See recompute.ts. */
  check: z.string().min(1).exactOptional(),
};

/** A line of items.jsonl. */
export const starterItemSchema = z
  .discriminatedUnion('problem_type', [
    z.strictObject({
      problem_type: z.literal('free-form'),
      ...shared,
      target: z.array(z.string().min(1)).min(1),
    }),
    z.strictObject({
      problem_type: z.literal('multiple-choice'),
      ...shared,
      options: z.array(z.string().min(1)).min(4),
      target: z.tuple([z.number().int().nonnegative()]),
    }),
  ])
  .refine((item) => (item.truth === 'computed') === (item.check !== undefined), {
    error: 'computed items, and no others, carry a check',
  });

export type StarterItem = z.infer<typeof starterItemSchema>;
export type StarterChoice = Extract<StarterItem, { problem_type: 'multiple-choice' }>;
export type StarterFreeForm = Extract<StarterItem, { problem_type: 'free-form' }>;
