import { itemResultSchema } from '../../src/core/schemas/item-result.js';
import { readTable } from '../tables/index.js';
import type { ResultLayout } from './result-layout.js';

/** Our own: JSON Lines of `{subject, item, score}`, `item` being an item's id. */
export const itemResults: ResultLayout = {
  name: 'item-results',
  description: 'rows of subject, item (the id of an item) and score from 0 to 1',
  columns: ['subject', 'item', 'score'],
  needsRelease: false,
  async *read(file, _items, options) {
    for await (const { value } of readTable(file, options)) {
      if (value['score'] === null) yield 'unscored';
      else {
        const parsed = itemResultSchema.safeParse(value);
        yield parsed.success ? parsed.data : 'unreadable';
      }
    }
  },
};
