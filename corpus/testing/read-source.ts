/** Reads a source from a file, as mining does, and makes files that only DuckDB writes. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sourceOf } from '../sources/index.js';
import { openInputs } from '../sources/open-inputs.js';
import { planInputs } from '../sources/plan-inputs.js';
import { takeSample } from '../sources/sample.js';
import type { FoundQuery, SourceOptions } from '../sources/source.js';
import { collected, folderWith } from './files.js';

/** What reading a file gave. */
export interface ReadFile {
  readonly source: string;
  readonly found: readonly FoundQuery[];
  readonly bad: readonly number[];
  readonly warnings: readonly string[];
}

export async function readSource(
  path: string,
  options: Partial<SourceOptions> & { format?: string } = {},
): Promise<ReadFile> {
  const plan = await planInputs([path], []);
  const [failed] = plan.failed;
  if (failed) throw failed.error;
  const inputs = await collected(
    openInputs(plan, {
      maxPages: 1,
      maxDepth: 0,
      delay: 0,
      folder: path,
      beforeSite: async () => undefined,
      onFailure: ({ error }) => {
        throw error;
      },
    }),
  );
  const [input] = inputs;
  if (!input) throw new Error('nothing to read');
  const sample = await takeSample(input, { maxExpand: 200 });
  const source = sourceOf(input.location, sample, options.format);
  const bad: number[] = [];
  const warnings: string[] = [];
  const batches = source.read(input, sample, {
    turns: 'first',
    maxExpand: 200,
    onBytes: () => undefined,
    onBad: (line) => bad.push(line),
    onWarning: (message) => warnings.push(message),
    ...options,
  });
  return { source: source.name, found: (await collected(batches)).flat(), bad, warnings };
}

/** What DuckDB writes of a query, in a format of its own. */
export async function copyOf(sql: string, format: string): Promise<Uint8Array> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const file = join(await folderWith({}), 'made');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${sql}) TO '${file}' (${format})`);
  connection.closeSync();
  instance.closeSync();
  return readFile(file);
}

export const parquetOf = (sql: string): Promise<Uint8Array> => copyOf(sql, 'FORMAT parquet');
