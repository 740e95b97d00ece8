import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReleaseItem } from '../../src/core/schemas/release-item.js';
import { datasheetFile } from '../layout.js';
import { readReleaseFile } from '../store.js';
import type { ExportedFile, ExportFormat } from './format.js';
import { aboutItem, asLines, publishedSplits } from './published-items.js';

/** The columns of every Parquet file, with their types in DuckDB. */
const columns = {
  id: 'VARCHAR',
  problem_type: 'VARCHAR',
  context: 'VARCHAR',
  prompt: 'VARCHAR',
  options: 'VARCHAR[]',
  answers: 'VARCHAR[]',
  right_option: 'INTEGER',
  benchmark: 'VARCHAR',
  licence: 'VARCHAR',
  weight: 'DOUBLE',
  pi: 'DOUBLE',
  difficulty: 'DOUBLE',
  canary: 'VARCHAR',
};

function row(item: ReleaseItem) {
  const { id, problem_type, context, prompt } = item;
  return {
    ...{ id, problem_type, context, prompt },
    ...(item.problem_type === 'multiple-choice'
      ? { options: item.options, answers: null, right_option: item.target[0] }
      : { options: null, answers: item.target, right_option: null }),
    ...aboutItem(item),
  };
}

/** Rows as one Parquet file; the same rows give the same bytes. */
async function parquetOf(items: readonly ReleaseItem[]): Promise<Uint8Array> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const folder = await mkdtemp(join(tmpdir(), 'mixeval-parquet-'));
  try {
    const [lines, parquet] = [join(folder, 'rows.jsonl'), join(folder, 'rows.parquet')];
    await writeFile(lines, asLines(items.map(row)));
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    const types = Object.entries(columns).map(([name, type]) => `${name}: '${type}'`);
    const quoted = (path: string): string => `'${path.replaceAll("'", "''")}'`;
    await connection.run(
      `COPY (SELECT * FROM read_json(${quoted(lines)}, format = 'newline_delimited', columns = {${types.join(', ')}}))
       TO ${quoted(parquet)} (FORMAT parquet)`,
    );
    connection.closeSync();
    instance.closeSync();
    return await readFile(parquet);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A dataset folder for the Hugging Face hub: Parquet files, and a card that says which is which. */
export const hf: ExportFormat = {
  name: 'hf',
  description: 'a dataset folder for the Hugging Face hub: Parquet files and a card',
  async *render(release) {
    const files: ExportedFile[] = [];
    const configs: string[] = [];
    for await (const { benchmark, format, items } of publishedSplits(release)) {
      const path = `data/${benchmark}-${format}.parquet`;
      configs.push(
        ...[`  - config_name: ${benchmark}-${format}`, '    data_files:', '      - split: test'],
        `        path: ${path}`,
      );
      files.push({ path, data: await parquetOf(items) });
    }
    yield* files;
    const datasheet = (await readReleaseFile(release, datasheetFile)).toString();
    const head = [
      '---',
      `pretty_name: ${JSON.stringify(`MixEval release ${release.version}`)}`,
      'license: other',
      'task_categories:',
      '  - question-answering',
      'configs:',
      ...configs,
      '---',
      '',
    ];
    yield { path: 'README.md', data: `${head.join('\n')}\n${datasheet}` };
  },
};
