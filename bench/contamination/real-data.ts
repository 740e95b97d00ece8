import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { lineBatches } from '../../src/core/json-lines.js';
import { packageRoot } from '../../src/core/package.js';

/** Real data for measuring, beside the project; read in place, and absent on a user's machine. */
const data = join(packageRoot, '../shared/data');

export const realRelease = join(data, 'releases/mixeval-2024-06-01');
export const realBenchmarks = join(data, 'benchmarks');
export const realTexts = [
  join(data, 'queries/forum_questions_beir_bright'),
  join(data, 'queries/search_queries_trec_msmarco'),
];

/** Lines of real text that is no benchmark. */
export async function realLines(): Promise<string[]> {
  const lines: string[] = [];
  for (const folder of realTexts) {
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const file of files) {
      if (!file.isFile() || !/\.(?:tsv|jsonl|txt|csv)$/.test(file.name)) continue;
      const stream = createReadStream(join(file.parentPath, file.name));
      for await (const { texts } of lineBatches(stream)) lines.push(...texts);
    }
  }
  return lines;
}
