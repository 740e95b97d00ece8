import { decodeHTML } from 'entities';
import { counted } from '../../src/core/text-table.js';
import { type PackedInput, type UnpackOptions, unpackedBytes } from '../unpack/index.js';
import { decodePage } from './charset.js';
import { isHtml, pageBody } from './page-body.js';
import { type ArchiveRecord, RecordParser } from './record-parser.js';

const newline = Buffer.from('\n');

/**
 * The text of a web archive as UTF-8, a record a line: pages without their tags, other text as it is, an empty line for
 * what holds none. So a line's number is its record's.
 */
export async function* archiveText(
  input: PackedInput,
  options: Omit<UnpackOptions, 'onDamage'>,
): AsyncGenerator<Uint8Array> {
  let bad = 0;
  const parser = new RecordParser(() => {
    bad += 1;
  });
  let lines = 0;
  const linesOf = (record: ArchiveRecord): Uint8Array[] => {
    const missing = Math.max(0, record.number - 1 - lines);
    lines = Math.max(lines, record.number);
    return [...Array<Uint8Array>(missing).fill(newline), Buffer.from(`${textOf(record)}\n`)];
  };
  let beforeDamage: ArchiveRecord[] = [];
  const onDamage = (): void => {
    beforeDamage.push(...parser.broken());
  };
  for await (const bytes of unpackedBytes(input, { ...options, onDamage })) {
    for (const record of [...beforeDamage, ...parser.push(bytes)]) yield* linesOf(record);
    beforeDamage = [];
  }
  for (const record of [...beforeDamage, ...parser.end()]) yield* linesOf(record);
  if (bad > 0) options.onWarning(`${input.location}: ${counted(bad, 'bad records')} passed over.`);
}

/** In one line. Scripts and styles say nothing; tags part words, but for those that only dress them. */
function textOf(record: ArchiveRecord): string {
  const page = pageBody(record);
  if (!page || !/^(?:text\/|application\/(?:xhtml|json|xml))/.test(page.contentType)) return '';
  const text = decodePage(page.body, page.contentType);
  const plain = isHtml(page.contentType)
    ? decodeHTML(
        text
          .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
          .replace(/<!--[\s\S]*?-->/g, ' ')
          .replace(/<\/?(?:b|i|em|strong|span|a|u|sub|sup|mark|font)\b[^>]*>/gi, '')
          .replace(/<[^>]*>/g, ' '),
      )
    : text;
  return plain.replace(/[\r\n]+/g, ' ');
}
