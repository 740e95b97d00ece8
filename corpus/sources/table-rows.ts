import { type Columns, chooseColumns } from './columns.js';
import { recordReader } from './record.js';
import { fieldName } from './record-facts.js';
import type { FoundQuery, SourceInput, SourceOptions } from './source.js';

/** A row of a table and the line it began on. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Takes the queries out of a table's rows. The first row is passed over where it is a header. */
export type RowReader = (rows: Iterable<Row>) => FoundQuery[];

/**
 * A reader of one table's rows, its columns chosen from its first rows.
 *
 * @throws MixevalError `invalid-data` where no column holds queries
 */
export function rowReader(
  input: SourceInput,
  firstRows: readonly (readonly string[])[],
  options: SourceOptions,
): RowReader {
  const columns = chooseColumns(input.location, firstRows, options.field);
  const queriesOf = cellReader(columns, options);
  let header = columns.kind === 'named';
  return (rows) => {
    const found: FoundQuery[] = [];
    for (const { line, cells } of rows) {
      if (header) {
        header = false;
        continue;
      }
      const queries = queriesOf(cells);
      if (queries) for (const query of queries) found.push({ ...query, line });
      else
        options.onBad(
          line,
          `has ${cells.length} ${cells.length === 1 ? 'column' : 'columns'}, fewer than the other lines`,
        );
    }
    return found;
  };
}

function cellReader(
  columns: Columns,
  { field, turns }: SourceOptions,
): (cells: readonly string[]) => FoundQuery[] | undefined {
  if (columns.kind === 'position') {
    return (cells) => {
      const text = cells[columns.column];
      if (text === undefined) return undefined;
      return text.trim() === '' ? [] : [{ text }];
    };
  }
  const { names } = columns;
  const queriesOf = recordReader({ turns, ...(field === undefined ? {} : { field: 'chosen' }) });
  const chosen = field === undefined ? -1 : names.findIndex((name) => fieldName(name) === fieldName(field));
  return (cells) => {
    const record: Record<string, string> = {};
    names.forEach((name, column) => {
      record[name] = cells[column] ?? '';
    });
    if (chosen >= 0) record['chosen'] = cells[chosen] ?? '';
    return queriesOf(record);
  };
}
