/** A line of checked-facts.jsonl. */

import { z } from 'zod';
import { seededRandom, shuffled } from '../../src/core/random.js';
import type { StarterItem } from './starter-item.js';

export const checkedFactSchema = z.strictObject({
  prompt: z.string().min(1),
  /** The right answer as it stands in the item. */
  answer: z.string().min(1),
  /** How it follows from something else than the item: a definition, a date, an order, the passage. */
  derivation: z.string().min(1),
  found: z.enum(['right', 'wrong']),
});

/** The facts that are gone through one by one: 100 drawn by seed, in the order of the file. */
export function factsToCheck(items: readonly StarterItem[]): { prompt: string; answer: string }[] {
  const facts = items.filter(({ truth }) => truth === 'fact');
  const drawn = new Set(shuffled(facts, seededRandom(1, 'starter facts')).slice(0, 100));
  return facts
    .filter((item) => drawn.has(item))
    .map((item) => ({
      prompt: item.prompt,
      answer:
        (item.problem_type === 'free-form' ? item.target[0] : item.options[item.target[0]]) ?? 'no answer',
    }));
}
