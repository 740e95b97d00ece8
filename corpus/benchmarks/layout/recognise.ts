import { readTable, type TableRow, tableFormat } from '../../tables/index.js';
import type { Benchmark, Layout } from '../benchmark.js';
import { missingColumns } from './columns.js';

/** What becomes of a file. */
export type Recognition =
  | { readonly kind: 'taken'; readonly benchmark: Benchmark; readonly layout: Layout }
  | { readonly kind: 'refused'; readonly benchmark?: Benchmark; readonly reason: string };

export async function firstRow(file: string, layout: Layout): Promise<TableRow | undefined> {
  const rows = readTable(file, { header: layout.header, onBadRow: () => undefined });
  for await (const row of rows) return row;
  return undefined;
}

async function lacking(file: string, layout: Layout): Promise<string[]> {
  const row = await firstRow(file, layout);
  return row === undefined ? ['any row'] : missingColumns(row.value, layout.columns);
}

/**
 * Finds the benchmark and the layout that a file is of: by its path first, then by its columns.
 *
 * @param file the whole path, with `/` between folders
 * @param candidates the benchmarks it may be of
 * @param byColumnsAlone takes a file of any name whose columns fit: for a file that the user named himself
 */
export async function recognise(
  file: string,
  candidates: readonly Benchmark[],
  byColumnsAlone = false,
): Promise<Recognition> {
  for (const benchmark of candidates) {
    const refusal = benchmark.refused?.find(({ path }) => path.test(file));
    if (refusal) return { kind: 'refused', benchmark, reason: refusal.reason };
  }
  if (tableFormat(file) === undefined) {
    return { kind: 'refused', reason: 'not a table (.jsonl, .json, .csv, .tsv, .parquet)' };
  }
  const layouts = candidates.flatMap((benchmark) => benchmark.files.map((layout) => ({ benchmark, layout })));
  const named = layouts.filter(({ layout }) => layout.path.test(file));
  let reason = 'no known benchmark has a file of this name';
  for (const { benchmark, layout } of named.length === 0 && byColumnsAlone ? layouts : named) {
    const missing = await lacking(file, layout);
    if (missing.length === 0) return { kind: 'taken', benchmark, layout };
    reason = `${benchmark.name} expects columns that it does not have: ${missing.join(', ')}`;
  }
  return { kind: 'refused', reason };
}
