import { MixevalError, throwIfAborted } from '../../src/core/errors.js';
import { wrongColumns } from './columns.js';
import { rootOf } from './field-path.js';
import { isQueryField, recordReader } from './record.js';
import { isFactField } from './record-facts.js';
import type { FoundQuery, QuerySource, SourceInput } from './source.js';

const magic = 'PAR1';

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function unreadable(input: SourceInput, cause: unknown): MixevalError {
  return new MixevalError('corrupt', `${input.location} is not a whole Parquet file.`, {
    cause,
    next: 'Copy the file again from where it came; a Parquet file that is cut short cannot be read in part.',
  });
}

/** Parquet through DuckDB, which is loaded only when a Parquet file comes. */
export const parquet: QuerySource = {
  name: 'parquet',
  description: 'Parquet with the same columns as the records of JSON Lines',
  readsBytes: true,
  recognises: ({ name, head }) =>
    name.endsWith('.parquet') || Buffer.from(head.subarray(0, magic.length)).toString('latin1') === magic,
  async *read(input, _sample, options) {
    if (input.path === null) {
      throw new MixevalError('unsupported', `${input.location}: Parquet is read from files only.`, {
        next: 'Download the file and mine it from disk.',
      });
    }
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    try {
      const file = { file: input.path };
      const described = await connection
        .runAndReadAll('DESCRIBE SELECT * FROM read_parquet($file)', file)
        .catch((cause: unknown) => {
          throw unreadable(input, cause);
        });
      const names = described.getRowsJson().map((row) => String(row[0]));
      const root = options.field === undefined ? undefined : rootOf(options.field);
      const isWanted = (name: string): boolean => (root === undefined ? isQueryField(name) : name === root);
      if (!names.some(isWanted)) throw wrongColumns(input.location, names, options.field);

      // Answers are the bulk of a chat log: only what is looked at is read.
      const read = names.filter((name) => isWanted(name) || isFactField(name)).map(identifier);
      const queriesOf = recordReader(options);
      const result = await connection.stream(`SELECT ${read.join(', ')} FROM read_parquet($file)`, file);
      let record = 0;
      for await (const rows of result.yieldRowObjectJson()) {
        throwIfAborted(options.signal);
        const found: FoundQuery[] = [];
        for (const row of rows) {
          record += 1;
          for (const query of queriesOf(row) ?? []) found.push({ ...query, line: record });
        }
        yield found;
      }
      options.onBytes(input.bytes);
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  },
};
