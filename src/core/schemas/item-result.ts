import { z } from 'zod';

/** What one subject got on one item: the raw material of difficulty and discrimination. */
export const itemResultSchema = z.object({
  /** The model, by whatever name it is known under. */
  subject: z.string().min(1),
  /** The item's id. */
  item: z.string().regex(/^[0-9a-f]{32}$/),
  /** 0 to 1. */
  score: z.number().min(0).max(1),
  /** What it answered, where that is known: an option's letter, or text. */
  answer: z.string().exactOptional(),
});

export type ItemResult = z.infer<typeof itemResultSchema>;
