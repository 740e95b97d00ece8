import { readHttpResponse } from './http-response.js';
import type { ArchiveRecord } from './record-parser.js';

/** Records that hold what a page says: fetched pages, files put in by hand, and the extracted text of WET. */
const pageTypes = new Set(['response', 'resource', 'conversion']);

/** What a page consists of. */
export interface PageBody {
  readonly body: Buffer;
  /** In lower case. */
  readonly contentType: string;
}

/** The page in a record, or undefined where the record holds none, or what a server said in place of it. */
export function pageBody(record: ArchiveRecord): PageBody | undefined {
  if (!pageTypes.has(record.type)) return undefined;
  if (!record.contentType.startsWith('application/http')) {
    return { body: record.content, contentType: record.contentType };
  }
  const response = readHttpResponse(record.content);
  return response && response.status >= 200 && response.status <= 299 ? response : undefined;
}

/** Whether a page is HTML. */
export function isHtml(contentType: string): boolean {
  return /^(?:text\/html|application\/xhtml\+xml)\b/.test(contentType);
}
