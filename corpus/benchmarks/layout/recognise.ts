import { isUnreadable, readTable, type TableRow, tableFormat } from '../../tables/index.js';
import type { Benchmark, Layout } from '../benchmark.js';
import { columnsRead, missingColumns } from './columns.js';

/** What becomes of a file. */
export type Recognition =
  | { readonly kind: 'taken'; readonly benchmark: Benchmark; readonly layout: Layout }
  | { readonly kind: 'refused'; readonly benchmark?: Benchmark; readonly reason: string };

const looksAt = 100;

/**
 * The columns that a file lacks, and those that it has, by its first rows: a column may be absent from some of them.
 */
export async function compareColumns(
  file: string,
  { header, columns }: Pick<Layout, 'header' | 'columns'>,
): Promise<{ readonly missing: readonly string[]; readonly found: readonly string[] }> {
  const rows: TableRow['value'][] = [];
  for await (const { value } of readTable(file, { header, onBadRow: () => undefined })) {
    rows.push(value);
    if (rows.length === looksAt) break;
  }
  const found = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { missing: missingColumns(rows, columns), found };
}

/** Columns of options: a table that has some is not a benchmark of free answers, whatever else it holds. */
function isOption(column: string): boolean {
  return /^(?:options?|choices?|(?:(?:option|choice|answer)[ _-]?)?[a-h])$/i.test(column);
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
    try {
      const { missing, found } = await compareColumns(file, layout);
      const foreign = named.length > 0 || layout.columns.options !== undefined ? [] : found.filter(isOption);
      if (missing.length === 0 && foreign.length === 0) return { kind: 'taken', benchmark, layout };
      const expected = columnsRead(layout.columns).join(', ');
      const more = missing.length === 0 ? ` and no options (${foreign.join(', ')})` : '';
      const has = found.length === 0 ? 'it has no rows' : `it has ${found.join(', ')}`;
      reason = `${benchmark.name} expects the columns ${expected}${more}; ${has}`;
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      reason = error.message;
    }
  }
  return { kind: 'refused', reason };
}
