/** A table's rows and formats, told by its file's name. */

import { basename } from 'node:path';
import { MixevalError } from '../../src/core/errors.js';
import type { BadLine } from '../../src/core/json-lines.js';

/** One row of a table, by column. Nested values (of JSON, of Parquet) stay nested. */
export interface TableRow {
  /** From 1, as a person counts: lines of JSON Lines, records of anything else. */
  readonly row: number;
  readonly value: Readonly<Record<string, unknown>>;
}

export interface TableOptions {
  /** The columns' names, for a CSV or TSV file whose first line is data already. */
  readonly header?: readonly string[] | undefined;
  /** Told of every row that cannot be read. Without it the first such row throws. */
  readonly onBadRow?: ((bad: BadLine) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export type TableFormat = 'jsonl' | 'json' | 'csv' | 'tsv' | 'parquet';

const formatByExtension: Readonly<Record<string, TableFormat>> = {
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  json: 'json',
  csv: 'csv',
  tsv: 'tsv',
  parquet: 'parquet',
};

/** What a file holds by its name, `.gz` at its end passed over; undefined for anything that is no table. */
export function tableFormat(file: string): TableFormat | undefined {
  const extension = /\.([a-z]+)(?:\.gz)?$/i.exec(basename(file))?.[1]?.toLowerCase();
  return extension === undefined ? undefined : formatByExtension[extension];
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Hands a row that cannot be read to the caller, or throws where the caller takes none. */
export function reportBadRow(bad: BadLine, onBadRow: TableOptions['onBadRow']): void {
  if (onBadRow) {
    onBadRow(bad);
    return;
  }
  throw new MixevalError('invalid-data', `${bad.file}, row ${bad.line}: ${bad.reason}`, {
    next: 'Mend or remove that row.',
    details: { file: bad.file, row: bad.line },
  });
}

/** Whether an error says that a file is broken or of no known kind: other files can be read all the same. */
export function isUnreadable(error: unknown): error is MixevalError {
  return error instanceof MixevalError && ['corrupt', 'invalid-data', 'unsupported'].includes(error.code);
}
