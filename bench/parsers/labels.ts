import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../../src/core/package.js';
import { formats } from '../../src/core/schemas/item.js';

const labelSchema = z.object({
  /**
   * 1 before the rules were mended by what was read, 2 after it, on responses not read before, 3 when rules were added, 4 when
   * they learned what denies and takes back, 5 when they learned what is asserted.
   */
  round: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
  /**
   * Why it was read: drawn at random among the free-form responses that rules decided, because the judge disagrees, or because
   * the rules of this round decide it and those before did not.
   */
  draw: z.enum(['random', 'disagreement', 'decided-anew']),
  /** The draw takes the lowest of sha256(`reading <seed> <model> ff <id>`). */
  seed: z.number().int().nullable(),
  model: z.string(),
  format: z.enum(formats),
  /** The item's key in MixEval's file. */
  id: z.string(),
  /** The score it deserves by our own reading; null where two readers could differ. */
  score: z.number().min(0).max(1).nullable(),
  reason: z.string(),
});

/** What we made of one response by reading it. */
export type Label = z.infer<typeof labelSchema>;

/** The labels, in the order they were given; they hold no text of the data. */
export async function readLabels(): Promise<Label[]> {
  const text = await readFile(join(packageRoot, 'bench/parsers/labels.jsonl'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => labelSchema.parse(JSON.parse(line)));
}
