import { numberingOf } from './numbered.js';
import type { FoundQuery, QuerySource } from './source.js';
import { textLines } from './text-lines.js';

/** One query a line, with or without a number before it. Whatever nothing else recognises is read as this. */
export const text: QuerySource = {
  name: 'text',
  description: 'one query a line; numbers before it (7:text, 7:1:text) are dropped',
  recognises: () => true,
  async *read(input, sample, options) {
    const numbering = numberingOf(sample.lines);
    for await (const lines of textLines(input, options)) {
      const found: FoundQuery[] = [];
      for (const { line, text } of lines) {
        const query = numbering ? text.replace(numbering, '') : text;
        if (query.trim() !== '') found.push({ text: query, line });
      }
      yield found;
    }
  },
};
