import { MixevalError, throwIfAborted } from '../../src/core/errors.js';
import { isRecord, type TableFormat, type TableOptions, type TableRow } from './table.js';

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function query(format: TableFormat, header: readonly string[] | undefined): string {
  if (format === 'parquet') return 'SELECT * FROM read_parquet($file)';
  // Nothing is left to guessing: a dialect sniffed from the first rows differs from file to file.
  const settings = [
    'auto_detect = false',
    'all_varchar = true',
    `delim = '${format === 'tsv' ? '\t' : ','}'`,
    `quote = '"'`,
    `escape = '"'`,
    'max_line_size = 16000000',
  ];
  if (header) {
    const columns = header.map((name) => `${quoted(name)}: 'VARCHAR'`).join(', ');
    settings.push('header = false', `columns = {${columns}}`);
  } else {
    settings[0] = 'auto_detect = true';
    settings.push('header = true');
  }
  return `SELECT * FROM read_csv($file, ${settings.join(', ')})`;
}

/** DuckDB's values as JSON would have them: whole numbers as numbers, dates as ISO text. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
  return value;
}

/**
 * Streams the rows of a CSV, TSV or Parquet file, gzipped CSV included. All values of a CSV file are text.
 *
 * @throws MixevalError `invalid-data` with DuckDB's own explanation, which names the line
 */
export async function* duckdbRows(
  file: string,
  format: TableFormat,
  { header, signal }: TableOptions,
): AsyncGenerator<TableRow> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const result = await connection.stream(query(format, header), { file });
    let row = 0;
    for await (const batch of result.yieldRowObjectJs()) {
      throwIfAborted(signal);
      for (const record of batch) {
        row += 1;
        const value = plain(record);
        if (isRecord(value)) yield { row, value };
      }
    }
  } catch (error) {
    if (error instanceof MixevalError) throw error;
    const explanation = error instanceof Error ? error.message.split('\n', 2).join(' ') : String(error);
    throw new MixevalError(
      'invalid-data',
      `${file} cannot be read as ${format.toUpperCase()}: ${explanation}`,
      {
        cause: error,
        next: 'Mend the line that is named, or give the file as JSON Lines.',
      },
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
