/** The levels of difficulty as results, so that a Hard benchmark can go by them. */

import { itemId } from '../../src/core/schemas/item.js';
import type { ItemResult } from '../../src/core/schemas/item-result.js';
import type { StarterItem } from './starter-item.js';

const levels = [1, 2, 3] as const;

/**
 * What three imagined solvers get: `level-2` gets right what is of level 2 or lower, and nothing above. They stand for
 * the difficulty that the authors built in, and say nothing of any model.
 */
export function levelResults(items: readonly StarterItem[]): ItemResult[] {
  return levels.flatMap((level) =>
    items.map((item) => ({
      subject: `level-${level}`,
      item: itemId(item),
      score: item.difficulty <= level ? 1 : 0,
    })),
  );
}
