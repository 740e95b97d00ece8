import { isUtf8 } from 'node:buffer';

const newline = 0x0a;

/** UTF-16 by its byte order mark, or undefined. */
function utf16Of(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Whether bytes hold at least one well-formed character of two or more bytes: a sign of UTF-8 with a fault in it. */
function holdsUtf8Characters(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  return /[^\p{ASCII}\ufffd]/u.test(text);
}

/**
 * One line as UTF-8. A line that is not UTF-8 is UTF-8 with a fault where other characters of it are well-formed
 * (the faulty bytes are dropped), and otherwise Windows-1252, the superset of Latin-1 that Western files are in.
 */
function mendLine(line: Uint8Array): Uint8Array {
  if (isUtf8(line)) return line;
  const text = holdsUtf8Characters(line)
    ? new TextDecoder('utf-8').decode(line).replaceAll('\ufffd', '')
    : new TextDecoder('windows-1252').decode(line);
  return Buffer.from(text, 'utf8');
}

function mendLines(bytes: Uint8Array, onForeign: (lines: number) => void): Uint8Array {
  if (isUtf8(bytes)) return bytes;
  const lines: Uint8Array[] = [];
  let foreign = 0;
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(newline, start);
    const end = found === -1 ? bytes.length : found + 1;
    const line = bytes.subarray(start, end);
    const mended = mendLine(line);
    if (mended !== line) foreign += 1;
    lines.push(mended);
    start = end;
  }
  onForeign(foreign);
  return Buffer.concat(lines);
}

/**
 * Text of any usual encoding as UTF-8 bytes: UTF-16 by its mark, UTF-8 where it is UTF-8, and line by line what is
 * most likely where it is not.
 *
 * @param onForeign told how many lines were not UTF-8
 */
export async function* utf8Bytes(
  bytes: AsyncIterable<Uint8Array>,
  onForeign: (lines: number) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array(0);
  let utf16: TextDecoder | undefined;
  let started = false;
  for await (const piece of bytes) {
    if (utf16) {
      yield Buffer.from(utf16.decode(piece, { stream: true }), 'utf8');
      continue;
    }
    const chunk = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    if (!started && chunk.length >= 2) {
      started = true;
      const encoding = utf16Of(chunk);
      if (encoding) {
        utf16 = new TextDecoder(encoding);
        yield Buffer.from(utf16.decode(chunk, { stream: true }), 'utf8');
        continue;
      }
    }
    const end = chunk.lastIndexOf(newline) + 1;
    if (end > 0) yield mendLines(chunk.subarray(0, end), onForeign);
    rest = chunk.subarray(end);
  }
  if (utf16) yield Buffer.from(utf16.decode(), 'utf8');
  else if (rest.length > 0) yield mendLines(rest, onForeign);
}
