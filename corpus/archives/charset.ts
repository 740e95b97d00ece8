/** A page's bytes as text, in whatever encoding. */

import { isUtf8 } from 'node:buffer';

const sniffedBytes = 4_096;

/** Labels of the Encoding Standard that a page or a header gives, in the order in which they are believed. */
function* namedEncodings(bytes: Buffer, contentType: string): Generator<string> {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) yield 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) yield 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) yield 'utf-16be';
  const inHeader = /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1];
  if (inHeader !== undefined) yield inHeader;
  const inPage = /<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)/i.exec(
    bytes.toString('latin1', 0, sniffedBytes),
  )?.[1];
  if (inPage !== undefined) yield inPage;
}

/**
 * A page's text. Valid UTF-8 is UTF-8 whatever the page says; else the encoding that is named, and failing that
 * Windows-1252, as browsers do.
 */
export function decodePage(bytes: Buffer, contentType: string): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  for (const label of namedEncodings(bytes, contentType)) {
    if (/^utf-?8$/i.test(label)) continue;
    try {
      return new TextDecoder(label).decode(bytes);
    } catch {
      // No such encoding: the next label, if there is one.
    }
  }
  return new TextDecoder('windows-1252').decode(bytes);
}
