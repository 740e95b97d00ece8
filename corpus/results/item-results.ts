import { itemResultSchema } from '../../src/core/schemas/item-result.js';
import { readTable } from '../tables/index.js';
import { type ResultLayout, scoreSchema } from './result-layout.js';

const rowSchema = itemResultSchema.extend({ score: scoreSchema });

/** Our own rows, `item` being an item's id. */
export const itemResults: ResultLayout = {
  name: 'item-results',
  description: 'rows of subject, item (the id of an item) and score from 0 to 1',
  columns: ['subject', 'item', 'score'],
  needsRelease: false,
  async *read(file, _items, options) {
    for await (const { value } of readTable(file, options)) {
      const row = rowSchema.safeParse(value);
      if (!row.success) {
        yield 'unreadable';
        continue;
      }
      const { subject, item, score } = row.data;
      yield score === null ? 'unscored' : { subject, item, score };
    }
  },
};
