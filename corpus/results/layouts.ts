import { registryOf } from '../../src/core/registry.js';
import { itemResults } from './item-results.js';
import { mixevalPerItem } from './mixeval-per-item.js';
import type { ResultLayout } from './result-layout.js';
import { zeroeval } from './zeroeval.js';

/** Every layout of per-item results. */
export const resultLayouts = registryOf<ResultLayout>('layout of results', [
  itemResults,
  mixevalPerItem,
  zeroeval,
]);
