import { z } from 'zod';
import { MixevalError } from '../src/core/errors.js';
import { describeIssues } from '../src/core/parse.js';
import { type ReleaseItem, releaseItemSchema } from '../src/core/schemas/release-item.js';

const splitSchema = z.record(z.string(), releaseItemSchema);

/**
 * A split as MixEval's own JSON: one object keyed "0", "1", ... with MixEval's fields first and ours after them. One item a line,
 * so that two releases can be compared with `diff`.
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

/**
 * Reads what `renderSplit` wrote, one item after another.
 *
 * @param file named in messages
 * @returns the items with their places in the split, which rise
 * @throws MixevalError `corrupt` for text that is not JSON, `invalid-data` naming the key and the field
 */
export function* placedItems(bytes: Uint8Array, file: string): Generator<[number, ReleaseItem]> {
  for (const text of objectsIn(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
    const value = parseJson(text, file);
    const parsed = splitSchema.safeParse(value);
    if (!parsed.success) {
      throw new MixevalError('invalid-data', `${file}: ${describeIssues(parsed.error, value)}`, {
        cause: parsed.error,
        next: 'Restore the release from where it came; a release is never edited.',
      });
    }
    for (const [key, item] of Object.entries(parsed.data)) yield [Number(key), item];
  }
}

/** As `placedItems`, all at once and without their places. */
export function parseSplit(bytes: Uint8Array, file: string): ReleaseItem[] {
  return Array.from(placedItems(bytes, file), ([, item]) => item);
}

const head = '{\n"';
const tail = '\n}\n';

/** An object a line, so that a large split is never in memory twice; what is not written so, as it stands. */
function* objectsIn(bytes: Buffer): Generator<string> {
  const end = bytes.length - tail.length + 1;
  if (
    !bytes.subarray(0, head.length).equals(Buffer.from(head)) ||
    !bytes.subarray(end - 1).equals(Buffer.from(tail))
  ) {
    yield bytes.toString();
    return;
  }
  for (let start = bytes.indexOf('\n') + 1; start < end; ) {
    const next = bytes.indexOf('\n', start) + 1;
    yield `{${bytes.toString('utf8', start, next - 1).replace(/,$/, '')}}`;
    start = next;
  }
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
