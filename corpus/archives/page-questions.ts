/** What the page in an archive's record asks. */

import { type PageQuestions, pageReader } from '../sources/web-questions.js';
import { decodePage } from './charset.js';
import { readHttpResponse } from './http-response.js';
import type { ArchiveRecord } from './record-parser.js';
import { questionsInText } from './text-questions.js';

/** Records that hold what a page says: fetched pages, files put in by hand, and the extracted text of WET. */
const pageTypes = new Set(['response', 'resource', 'conversion']);

/** What the page in a record asks, or undefined where the record holds no page. */
export function questionsOfRecord(record: ArchiveRecord): PageQuestions | undefined {
  if (!pageTypes.has(record.type)) return undefined;
  if (!record.contentType.startsWith('application/http')) {
    return questionsOf(record.content, record.contentType, record.date);
  }
  const response = readHttpResponse(record.content);
  if (!response || response.status < 200 || response.status > 299) return undefined;
  return questionsOf(response.body, response.contentType, record.date);
}

/** A page's own date goes before the day on which it was fetched. */
function questionsOf(
  body: Buffer,
  contentType: string,
  fetched: string | undefined,
): PageQuestions | undefined {
  const dated = fetched === undefined ? {} : { date: fetched };
  if (/^(?:text\/html|application\/xhtml\+xml)\b/.test(contentType)) {
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
