import { MixevalError } from '../../src/core/errors.js';
import { duckdbRows } from './duckdb.js';
import { jsonLinesRows, jsonRows } from './json.js';
import { type TableOptions, type TableRow, tableFormat } from './table.js';

export { isRecord, isUnreadable, type TableOptions, type TableRow, tableFormat } from './table.js';

/**
 * Reads a table row by row: JSON Lines, JSON, CSV, TSV (each gzipped or not) or Parquet, told by its name.
 * JSON is held whole, everything else streams.
 *
 * @throws MixevalError `unsupported` for another kind of file
 */
export function readTable(file: string, options: TableOptions = {}): AsyncGenerator<TableRow> {
  const format = tableFormat(file);
  switch (format) {
    case 'jsonl':
      return jsonLinesRows(file, options);
    case 'json':
      return jsonRows(file, options);
    case 'csv':
    case 'tsv':
    case 'parquet':
      return duckdbRows(file, format, options);
    case undefined:
      throw new MixevalError('unsupported', `${file} is not a table that can be read.`, {
        next: 'Give a file that ends in .jsonl, .json, .csv, .tsv or .parquet.',
      });
  }
}
