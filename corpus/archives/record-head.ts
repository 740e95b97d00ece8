/** The heads of WARC and ARC records. */

import { isoDate } from '../sources/record-facts.js';

/** What is known of a record of a web archive before its content. */
export interface RecordHead {
  /** WARC's types (ISO 28500, section 5.5); those of ARC are `response`, its first one `warcinfo`. */
  readonly type: string;
  readonly url: string | undefined;
  /** When it was fetched, ISO 8601. */
  readonly date: string | undefined;
  /** Of the content as it stands in the archive: `application/http`, `text/plain`. */
  readonly contentType: string;
  /** Bytes of content. */
  readonly length: number;
}

/** What stands at a place where a record should begin. */
export type HeadFinding =
  | { readonly kind: 'head'; readonly head: RecordHead; readonly bytes: number }
  /** More bytes are needed to tell. */
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'bad' };

const longestHead = 1 << 16;
const unfinished: HeadFinding = { kind: 'unfinished' };
const bad: HeadFinding = { kind: 'bad' };

/** Reads the head of a WARC or ARC record at a place in bytes. */
export function readHead(bytes: Buffer, at: number, isEnd: boolean): HeadFinding {
  const start = bytes.toString('latin1', at, at + 5);
  const missing = bytes.length - at < longestHead && !isEnd ? unfinished : bad;
  if (start.startsWith('WARC/')) {
    const end = headEnd(bytes, at);
    if (end === undefined || end - at > longestHead) return missing;
    return found(warcHead(bytes.toString('utf8', at, end)), end - at);
  }
  if (start.length < 5 && 'WARC/'.startsWith(start)) return missing;
  const line = bytes.indexOf('\n', at);
  if (line === -1 || line - at > longestHead) return missing;
  return found(arcHead(bytes.toString('utf8', at, line)), line + 1 - at);
}

function found(head: RecordHead | undefined, bytes: number): HeadFinding {
  return head ? { kind: 'head', head, bytes } : bad;
}

/** Just behind the empty line that ends a head; some writers end lines with a line feed alone. */
function headEnd(bytes: Buffer, at: number): number | undefined {
  for (let line = bytes.indexOf('\n', at); line !== -1; line = bytes.indexOf('\n', line + 1)) {
    if (bytes[line + 1] === 0x0a) return line + 2;
    if (bytes[line + 1] === 0x0d && bytes[line + 2] === 0x0a) return line + 3;
  }
  return undefined;
}

/** Named fields, names in lower case; a line that begins with a blank goes on with the one before. */
export function namedFields(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return fields;
}

/** A head of WARC (ISO 28500, section 4), also of the draft 0.18 that ClueWeb is written in. */
function warcHead(text: string): RecordHead | undefined {
  const fields = namedFields(text);
  const length = lengthOf(fields.get('content-length'));
  const type = fields.get('warc-type');
  if (length === undefined || type === undefined) return undefined;
  return {
    type: type.toLowerCase(),
    // wget writes the address in angle brackets.
    url: fields.get('warc-target-uri')?.replace(/^<(.*)>$/, '$1'),
    date: isoDate(fields.get('warc-date')),
    contentType: (fields.get('content-type') ?? '').toLowerCase(),
    length,
  };
}

/** A head of ARC, version 1 (`URL IP date type length`) or 2 (five more fields before the length). The URL may hold blanks. */
const arcLine =
  /^(\S.*?) ([\d.]+|[\da-fA-F]*:[\da-fA-F:.]+) (\d{4,20}) (\S+)(?: \S+ \S+ \S+ \S+ \S+)? (\S+)\s*$/;

export function isArcLine(line: string): boolean {
  return arcLine.test(line);
}

function arcHead(line: string): RecordHead | undefined {
  const [, url, , stamp = '', contentType = '', size] = arcLine.exec(line) ?? [];
  const length = lengthOf(size);
  if (url === undefined || length === undefined) return undefined;
  const digits = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(stamp)?.slice(1);
  const [year, month, day, ...time] = digits ?? [];
  return {
    type: url.startsWith('filedesc:') ? 'warcinfo' : 'response',
    url,
    date: digits ? isoDate(`${year}-${month}-${day}T${time.join(':')}Z`) : undefined,
    contentType: /^https?:/i.test(url) ? 'application/http' : contentType.toLowerCase(),
    length,
  };
}

function lengthOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
