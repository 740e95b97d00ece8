import { join } from 'node:path';
import { writeFileAtomic } from '../../src/core/files.js';
import { packageRoot } from '../../src/core/package.js';
import { readLabels } from './labels.js';
import { parsersPage } from './page.js';
import { realRows } from './rows.js';

/** Holds the rules against real responses, of two systems with a judge's verdicts, and writes docs/parsers.md. */
const models = {
  judged: ['Llama-3.1-70B_alone', 'qwen-72b-instruct'],
  alone: ['gemma_11_7b_instruct'],
};
const rows = await realRows(join(packageRoot, '../shared/data'), models);
await writeFileAtomic(
  join(packageRoot, 'docs/parsers.md'),
  parsersPage(rows, models.judged, await readLabels()),
);
