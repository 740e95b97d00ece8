import { MixevalError } from '../../src/core/errors.js';
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

/** Turns the JSON texts of one input into queries. */
export interface JsonReader {
  take(texts: readonly NumberedLine[]): FoundQuery[];
  /** @throws MixevalError `invalid-data` where no record had a query, or nothing was JSON */
  end(): void;
}

/**
 * A reader that reports texts that are not JSON and records without a query; where none of the first records has
 * one, the input is refused with the fields that were found.
 */
export function jsonReader(input: SourceInput, options: SourceOptions): JsonReader {
  const queriesOf = recordReader(options);
  const fields = new Set<string>();
  let without: number[] = [];
  let recognised = false;
  let isNoJson = false;
  const refuse = (): never => {
    throw wrongColumns(input.location, [...fields], options.field);
  };
  const reportWithout = (): void => {
    for (const line of without) options.onBad(line, 'has no field of queries');
    without = [];
  };
  return {
    take(texts) {
      const found: FoundQuery[] = [];
      for (const { line, text } of texts) {
        let record: unknown;
        try {
          record = JSON.parse(text);
        } catch {
          isNoJson = true;
          options.onBad(line, `is not valid JSON${/[\]}"]\s*$/.test(text) ? '' : ' (it seems cut off)'}`);
          continue;
        }
        const queries = queriesOf(record);
        if (queries) {
          recognised = true;
          for (const query of queries) found.push({ ...query, line });
          continue;
        }
        without.push(line);
        if (recognised) continue;
        if (isRecord(record)) for (const name of Object.keys(record)) fields.add(name);
        if (without.length >= patience) refuse();
      }
      if (recognised) reportWithout();
      return found;
    },
    end() {
      if (recognised) return;
      if (without.length > 0) refuse();
      if (isNoJson) throw noJson(input.location);
    },
  };
}

function noJson(location: string): MixevalError {
  return new MixevalError('invalid-data', `Nothing in ${location} is valid JSON.`, {
    next: 'Look at its lines; another format is named with --format.',
    details: { location },
  });
}

/** JSON Lines: one record a line. */
export const jsonl: QuerySource = {
  name: 'jsonl',
  description:
    'JSON Lines: prompts, OpenAI messages, ShareGPT, LMSYS, WildChat, logged request bodies, traces',
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
