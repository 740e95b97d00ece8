/** Text of any usual encoding as UTF-8 bytes. */

import { isUtf8 } from 'node:buffer';

const newline = 0x0a;

/** UTF-16 by its byte order mark, or undefined. */
export function utf16Of(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
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

/** Bytes up to which a line is held in memory. */
export const longestLine = 16 << 20;

export interface Utf8Options {
  /** Told how many lines were not UTF-8. */
  readonly onForeign?: (lines: number) => void;
  /**
   * Told of a line longer than `longestLine` just before what follows it is given, which begins with its end: the line
   * has become an empty one. Without it such a line comes in pieces.
   */
  readonly onLongLine?: () => void;
}

/**
 * Text of any usual encoding as UTF-8 bytes: UTF-16 by its mark, UTF-8 where it is UTF-8, and line by line what is
 * most likely where it is not. Each piece ends with a line, but for lines that come in pieces, the last one, and UTF-16.
 */
export async function* utf8Bytes(
  bytes: AsyncIterable<Uint8Array>,
  { onForeign = () => undefined, onLongLine }: Utf8Options = {},
): AsyncGenerator<Uint8Array> {
  const pieces = bytes[Symbol.asyncIterator]();
  const start = await firstBytes(pieces, 2);
  const whole = (async function* () {
    yield start;
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
  })();
  try {
    const encoding = utf16Of(start);
    if (encoding) yield* fromUtf16(whole, encoding);
    else
      for await (const lines of wholeLines(whole, onLongLine)) {
        if (lines.length > 0) yield mendLines(lines, onForeign);
      }
  } finally {
    await pieces.return?.();
  }
}

/** As many bytes as there are, from one piece where that has `least`. */
async function firstBytes(pieces: AsyncIterator<Uint8Array>, least: number): Promise<Uint8Array> {
  let start: Uint8Array = new Uint8Array(0);
  while (start.length < least) {
    const next = await pieces.next();
    if (next.done) break;
    start = start.length === 0 ? next.value : Buffer.concat([start, next.value]);
  }
  return start;
}

async function* fromUtf16(
  pieces: AsyncIterable<Uint8Array>,
  encoding: 'utf-16le' | 'utf-16be',
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of pieces) yield Buffer.from(decoder.decode(piece, { stream: true }), 'utf8');
  yield Buffer.from(decoder.decode(), 'utf8');
}

/** The same bytes, cut where lines end. The pieces of a long line are joined once, not at every piece. */
async function* wholeLines(
  pieces: AsyncIterable<Uint8Array>,
  onLongLine: (() => void) | undefined,
): AsyncGenerator<Uint8Array> {
  let open: Uint8Array[] = [];
  let openBytes = 0;
  let dropping = false;
  for await (const piece of pieces) {
    const end = piece.lastIndexOf(newline) + 1;
    if (end > 0) {
      if (dropping) onLongLine?.();
      yield dropping
        ? piece.subarray(piece.indexOf(newline), end)
        : Buffer.concat([...open, piece.subarray(0, end)]);
      open = [];
      openBytes = 0;
      dropping = false;
    }
    if (dropping) continue;
    open.push(piece.subarray(end));
    openBytes += piece.length - end;
    if (openBytes <= longestLine) continue;
    if (onLongLine) {
      dropping = true;
      open = [];
    } else {
      const joined = Buffer.concat(open);
      const cut = lastCharacter(joined);
      yield joined.subarray(0, cut);
      open = [joined.subarray(cut)];
      openBytes = joined.length - cut;
    }
  }
  if (dropping) {
    onLongLine?.();
    yield Uint8Array.of(newline);
  } else yield Buffer.concat(open);
}

/** Where the last character of UTF-8 begins; the length where there seems to be none. */
function lastCharacter(bytes: Uint8Array): number {
  for (let at = bytes.length - 1; at >= bytes.length - 4 && at > 0; at -= 1) {
    if (((bytes[at] ?? 0) & 0xc0) !== 0x80) return at;
  }
  return bytes.length;
}
