import { commonWidth } from './columns.js';
import { csvRows, delimiterOf, sampleRows } from './csv-rows.js';
import { knownQueryFields } from './record.js';
import { fieldName } from './record-facts.js';
import type { QuerySource } from './source.js';
import { rowReader } from './table-rows.js';
import { textLines } from './text-lines.js';

function hasKnownColumn(lines: readonly string[], delimiter: string): boolean {
  const header = (lines[0] ?? '').split(delimiter);
  return (
    header.length >= 2 && header.some((cell) => knownQueryFields.has(fieldName(cell.replaceAll('"', ''))))
  );
}

/** Comma-separated values, also with semicolons, tabs or bars; cells may be quoted and hold line ends. */
export const csv: QuerySource = {
  name: 'csv',
  description: 'comma-separated values (also ; tab |), with a header or without, quoted line ends allowed',
  recognises: ({ name, lines }) => {
    if (name.endsWith('.csv')) return true;
    // Queries are full of commas: without the name, only a header with a known column tells.
    if (hasKnownColumn(lines, ',')) return true;
    // Of tables with tabs only those whose cells hold line ends: in all others a lone quote is a character.
    const isRagged = new Set(lines.map((line) => line.split('\t').length)).size > 1;
    return isRagged && hasKnownColumn(lines, '\t') && commonWidth(sampleRows(lines, '\t')) !== undefined;
  },
  // Not through DuckDB: this way line numbers, broken quotes, encodings and cut gzip are treated as in other text.
  async *read(input, sample, options) {
    const delimiter = delimiterOf(sample.lines) ?? ',';
    const queriesOf = rowReader(input, sampleRows(sample.lines, delimiter), options);
    for await (const rows of csvRows(textLines(input, options), delimiter, options.onBad)) {
      yield queriesOf(rows);
    }
  },
};
