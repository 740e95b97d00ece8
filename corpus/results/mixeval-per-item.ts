import { z } from 'zod';
import { readTable } from '../tables/index.js';
import { type ResultLayout, scoreSchema } from './result-layout.js';

const rowSchema = z.object({
  system: z.string().min(1),
  split: z.enum(['mixeval', 'mixeval-hard']),
  /** `ff` free-form, `mp` multiple choice. */
  type: z.enum(['ff', 'mp']),
  /** The key of the row in the release's file. */
  id: z.string(),
  score: scoreSchema,
});

/** Scores by the keys of a release in MixEval's layout: the release itself says which items they are. */
export const mixevalPerItem: ResultLayout = {
  name: 'mixeval-per-item',
  description: 'rows of system, split, type (ff, mp), id (the key in a MixEval release) and score',
  columns: ['system', 'split', 'type', 'id', 'score'],
  needsRelease: true,
  async *read(file, items, options) {
    for await (const { value } of readTable(file, options)) {
      const row = rowSchema.safeParse(value);
      if (!row.success) {
        yield 'unreadable';
        continue;
      }
      const { system, split, type, id, score } = row.data;
      const item = items.byKey(split, type === 'ff' ? 'free-form' : 'multiple-choice', id);
      if (score === null) yield 'unscored';
      else yield item === undefined ? 'unknown-item' : { subject: system, item, score };
    }
  },
};
