import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { MixevalError } from '../src/core/errors.js';
import { describeIssues } from '../src/core/parse.js';
import { type ReleaseItem, releaseItemSchema } from '../src/core/schemas/release-item.js';

const splitSchema = z.record(z.string(), releaseItemSchema);

/**
 * A split as MixEval's own JSON: one object keyed "0", "1", ... with MixEval's fields first and ours after them. One item a
 * line, so that two releases can be compared with `diff`.
 */
export function renderSplit(items: readonly ReleaseItem[]): string {
  return renderPlacedItems([...items.entries()]);
}

/** As `renderSplit`, of some of a split's items, keyed by their places in it. */
export function renderPlacedItems(items: readonly (readonly [number, ReleaseItem])[]): string {
  const lines = items.map(([place, item]) => `"${place}": ${JSON.stringify(inOrder(item))}`);
  return lines.length === 0 ? '{}\n' : `{\n${lines.join(',\n')}\n}\n`;
}

/** The item with its fields in the order of the file, whatever order they were made in. */
function inOrder(item: ReleaseItem): Record<string, unknown> {
  const { problem_type, context, prompt, target, benchmark_name, id, ...ours } = item;
  const options = 'options' in ours ? { options: ours.options } : {};
  const rest = Object.entries(ours)
    .filter(([name]) => name !== 'options')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    problem_type,
    context,
    prompt,
    ...options,
    target,
    benchmark_name,
    id,
    ...Object.fromEntries(rest),
  };
}

/** A line of a file. */
export interface Line {
  /** Where it begins, in bytes. */
  readonly at: number;
  /** In bytes, without its end. */
  readonly length: number;
  readonly crc: number;
}

/** An item as it stands in a split's file. */
export interface PlacedItem {
  /** Its place among the split's items, from 0. */
  readonly place: number;
  readonly item: ReleaseItem;
  readonly file: string;
  /** Its line, for `memberOfLine`; undefined in a file that is written otherwise. */
  readonly line: Line | undefined;
}

/**
 * Reads what `renderSplit` wrote, one item after another.
 *
 * @param file its path, or its name for messages
 * @returns the items in rising order of their places
 * @throws MixevalError `corrupt` for text that is not JSON, `invalid-data` naming the key and the field
 */
export function* placedItems(bytes: Uint8Array, file: string): Generator<PlacedItem> {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isByLine(all)) {
    for (const [place, item] of itemsOf(all.toString(), file)) yield { place, item, file, line: undefined };
    return;
  }
  const first = all.indexOf('\n') + 1;
  yield* placedLines(all.subarray(first, all.length - tail.length + 1), first, file);
}

/** What is read at once: some hundred items of the usual length. */
const pieceBytes = 1 << 16;

/**
 * As `placedItems`, but no more of a file with an item a line is in memory at once than a piece, or its longest line.
 *
 * @throws what `placedItems` and the file system throw
 */
export async function* readPlacedItems(file: string): AsyncGenerator<PlacedItem> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const read = async (piece: Buffer, at: number): Promise<Buffer> => {
      const { bytesRead } = await handle.read(piece, 0, piece.length, at);
      return piece.subarray(0, bytesRead);
    };
    const ends = [
      await read(Buffer.alloc(head.length), 0),
      await read(Buffer.alloc(tail.length), Math.max(0, size - tail.length)),
    ];
    if (!isByLine(Buffer.concat(ends))) return yield* placedItems(await handle.readFile(), file);
    const end = size - tail.length + 1;
    let piece = Buffer.alloc(pieceBytes);
    for (let at = head.indexOf('\n') + 1; at < end; ) {
      const bytes = await read(piece.subarray(0, end - at), at);
      const length = bytes.lastIndexOf('\n') + 1;
      // Where more was asked for than came, a larger piece would not come either.
      if (length === 0 && bytes.length < piece.length)
        throw new MixevalError('corrupt', `${file} became shorter while it was read.`);
      yield* placedLines(bytes.subarray(0, length), at, file);
      at += length;
      if (length === 0) piece = Buffer.alloc(2 * piece.length);
    }
  } finally {
    await handle.close();
  }
}

/**
 * The items of whole lines.
 *
 * @param start where they begin in their file, in bytes
 */
function* placedLines(lines: Buffer, start: number, file: string): Generator<PlacedItem> {
  for (let at = 0; at < lines.length; ) {
    const next = lines.indexOf('\n', at) + 1;
    const bytes = lines.subarray(at, next - 1);
    const line = { at: start + at, length: bytes.length, crc: crc32(bytes) };
    for (const [place, item] of itemsOf(memberOfLine(bytes), file)) yield { place, item, file, line };
    at = next;
  }
}

/** As `placedItems`, all at once and without their places. */
export function parseSplit(bytes: Uint8Array, file: string): ReleaseItem[] {
  return Array.from(placedItems(bytes, file), ({ item }) => item);
}

const head = '{\n"';
const tail = '\n}\n';

/** Whether each item has a line of its own, so that the split need not be in memory twice. */
function isByLine(bytes: Buffer): boolean {
  return (
    bytes.subarray(0, head.length).equals(Buffer.from(head)) &&
    bytes.subarray(bytes.length - tail.length).equals(Buffer.from(tail))
  );
}

/** One line as JSON: an object with the item under its place. */
export function memberOfLine(line: Buffer): string {
  return `{${line.toString().replace(/,$/, '')}}`;
}

function itemsOf(text: string, file: string): [number, ReleaseItem][] {
  const value = parseJson(text, file);
  // A schema of the whole takes four times as long as one of an item, and is asked only for what it says of errors.
  const members: [string, unknown][] =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value)
      : [['', value]];
  const items = members.flatMap(([key, member]): [number, ReleaseItem][] => {
    const { data } = releaseItemSchema.safeParse(member);
    return data ? [[Number(key), data]] : [];
  });
  if (items.length === members.length) return items;
  const { error } = splitSchema.safeParse(value);
  const why = error ? describeIssues(error, value) : 'it is no object of items';
  throw new MixevalError('invalid-data', `${file}: ${why}`, {
    cause: error,
    next: 'Restore the release from where it came; a release is never edited.',
  });
}

/** @throws MixevalError `corrupt`, saying whether the text seems cut off */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const cut = text.trimEnd().endsWith('}') ? '' : ': it seems cut off';
    throw new MixevalError('corrupt', `${file} is not valid JSON${cut}.`, {
      cause,
      next: 'Fetch or copy the file again.',
    });
  }
}
