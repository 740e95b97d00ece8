import { isRecord } from '../tables/table.js';
import { wrongColumns } from './columns.js';
import { recordReader } from './record.js';
import type { FoundQuery, QuerySource, SourceInput, SourceOptions } from './source.js';
import { type NumberedLine, textLines } from './text-lines.js';

function isJsonRecord(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Records without a query that are waited for before the whole input is refused. */
const patience = 200;

/**
 * Turns JSON texts into queries. Texts that are not JSON and records without a query are reported; where none of
 * the first records has one, the input is refused with the fields that were found.
 */
export function jsonReader(
  input: SourceInput,
  options: SourceOptions,
): { take(texts: readonly NumberedLine[]): FoundQuery[]; end(): void } {
  const queriesOf = recordReader(options);
  const fields = new Set<string>();
  let withQuery = 0;
  let without = 0;
  const refuseIfNone = (): void => {
    if (withQuery === 0 && without > 0) throw wrongColumns(input.location, [...fields], options.field);
  };
  return {
    take(texts) {
      const found: FoundQuery[] = [];
      for (const { line, text } of texts) {
        let record: unknown;
        try {
          record = JSON.parse(text);
        } catch {
          options.onBad(line, `is not valid JSON${/[\]}"]\s*$/.test(text) ? '' : ' (it seems cut off)'}`);
          continue;
        }
        const queries = queriesOf(record);
        if (queries) {
          withQuery += 1;
          for (const query of queries) found.push({ ...query, line });
          continue;
        }
        without += 1;
        if (isRecord(record)) for (const name of Object.keys(record)) fields.add(name);
        if (withQuery === 0 && without >= patience) refuseIfNone();
        options.onBad(line, 'has no field of queries');
      }
      return found;
    },
    end: refuseIfNone,
  };
}

/** JSON Lines: one record a line. */
export const jsonl: QuerySource = {
  name: 'jsonl',
  description: 'JSON Lines: prompts, OpenAI messages, ShareGPT, LMSYS, WildChat and logged request bodies',
  recognises: ({ name, lines }) => {
    if (/\.(?:jsonl|ndjson)$/.test(name)) return true;
    const first = lines.slice(0, 20);
    // One list on one line is a JSON document.
    if (first.length === 1 && first[0]?.trimStart().startsWith('[')) return false;
    return first.length > 0 && first.filter(isJsonRecord).length > first.length / 2;
  },
  async *read(input, _sample, options) {
    const reader = jsonReader(input, options);
    for await (const lines of textLines(input, options)) {
      yield reader.take(lines.filter(({ text }) => text.trim() !== ''));
    }
    reader.end();
  },
};
