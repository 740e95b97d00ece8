/** WARC and WET. */

import { questionsOfRecord } from '../archives/page-questions.js';
import { type ArchiveRecord, RecordParser } from '../archives/record-parser.js';
import { unpackedBytes } from '../unpack/index.js';
import type { FoundQuery, QuerySource, SourceInput, SourceOptions } from './source.js';

/** Web archives in WARC, and the text of pages in WET: their questions, each with the page's URL and date. */
export const warc: QuerySource = {
  name: 'warc',
  description: 'web archives (WARC, WET): questions in titles, headings and text of their pages',
  readsBytes: true,
  readsPages: true,
  recognises: ({ name, head }) => /\.(?:warc|wet)$/.test(name) || startsWith(head, 'WARC/'),
  read: (input, _sample, options) => archiveQuestions(input, options),
};

export function startsWith(head: Uint8Array, magic: string): boolean {
  return Buffer.from(head.subarray(0, magic.length)).toString('latin1') === magic;
}

/** The questions of an archive's pages, record by record; bad records are reported and passed over. */
export async function* archiveQuestions(
  input: SourceInput,
  options: SourceOptions,
): AsyncGenerator<FoundQuery[]> {
  const parser = new RecordParser(options.onBad);
  let beforeDamage: ArchiveRecord[] = [];
  const onDamage = (): void => {
    beforeDamage.push(...parser.broken());
  };
  for await (const bytes of unpackedBytes(input, { ...options, onDamage })) {
    yield [...beforeDamage, ...parser.push(bytes)].flatMap(questionsOf);
    beforeDamage = [];
  }
  yield [...beforeDamage, ...parser.end()].flatMap(questionsOf);

  function questionsOf(record: ArchiveRecord): FoundQuery[] {
    const { questions = [], ...said } = questionsOfRecord(record) ?? {};
    const where = { line: record.number, ...(record.url === undefined ? {} : { location: record.url }) };
    return questions.map((text) => ({ text, ...where, ...said }));
  }
}
