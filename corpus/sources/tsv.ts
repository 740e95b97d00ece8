import { commonWidth } from './columns.js';
import type { QuerySource } from './source.js';
import { type Row, rowReader } from './table-rows.js';
import { textLines } from './text-lines.js';

/** A cell without its quotes, where it is quoted from end to end; a lone quote is a character like any other. */
function cell(text: string): string {
  return /^"(?:[^"]|"")*"$/.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text;
}

function cells(line: string): string[] {
  return line.split('\t').map(cell);
}

/** Tab-separated lines, one query each, with a header or without: `id<TAB>text`, `text<TAB>0.8`. */
export const tsv: QuerySource = {
  name: 'tsv',
  description: 'tab-separated lines, with a header or without (id<TAB>text, text<TAB>number)',
  recognises: ({ lines }) => {
    const width = commonWidth(lines.map((line) => line.split('\t')));
    return width !== undefined && width >= 2;
  },
  async *read(input, sample, options) {
    const queriesOf = rowReader(input, sample.lines.map(cells), options);
    for await (const lines of textLines(input, options)) {
      const rows: Row[] = [];
      for (const { line, text } of lines) if (text.trim() !== '') rows.push({ line, cells: cells(text) });
      yield queriesOf(rows);
    }
  },
};
