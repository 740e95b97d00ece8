/** What the page in an archive's record asks. */

import { type PageQuestions, pageReader } from '../sources/web-questions.js';
import { decodePage } from './charset.js';
import { isHtml, pageBody } from './page-body.js';
import type { ArchiveRecord } from './record-parser.js';
import { questionsInText } from './text-questions.js';

/** What the page in a record asks, or undefined where the record holds no page. */
export function questionsOfRecord(record: ArchiveRecord): PageQuestions | undefined {
  const page = pageBody(record);
  return page && questionsOf(page.body, page.contentType, record.date);
}

/** A page's own date goes before the day on which it was fetched. */
function questionsOf(
  body: Buffer,
  contentType: string,
  fetched: string | undefined,
): PageQuestions | undefined {
  const dated = fetched === undefined ? {} : { date: fetched };
  if (isHtml(contentType)) {
    const reader = pageReader();
    reader.write(decodePage(body, contentType));
    return { ...dated, ...reader.end() };
  }
  if (!contentType.startsWith('text/plain')) return undefined;
  return { ...dated, questions: questionsInText(decodeText(body, contentType)) };
}

/** Bytes of UTF-8: WET always is, and says nothing of it. */
function decodeText(body: Buffer, contentType: string): Buffer {
  return contentType === 'text/plain' ? body : Buffer.from(decodePage(body, contentType));
}
