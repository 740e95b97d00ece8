import { join } from 'node:path';
import { packageRoot } from '../../src/core/package.js';

/** Real data for measuring, beside the project; read in place, and absent on a user's machine. */
const data = join(packageRoot, '../shared/data');

export const realRelease = join(data, 'releases/mixeval-2024-06-01');
export const realBenchmarks = join(data, 'benchmarks');
export const realTexts = [
  join(data, 'queries/forum_questions_beir_bright'),
  join(data, 'queries/search_queries_trec_msmarco'),
];
