/** Reads one file of MixEval's layout; exact copies become one item with their number. */

import { z } from 'zod';
import { MixevalError } from '../src/core/errors.js';
import { describeIssues } from '../src/core/parse.js';
import { type Format, type Item, itemId } from '../src/core/schemas/item.js';
import type { LeftOutRow } from './manifest.js';
import { parseJson } from './split-file.js';

const row = {
  context: z.string().nullable().default(null),
  prompt: z.string(),
  benchmark_name: z.string().min(1),
  /** Ours: MixEval's own files have none. */
  weight: z.unknown().optional(),
};

const rowSchemas = {
  'free-form': z.object({
    ...row,
    problem_type: z.literal('free-form').default('free-form'),
    target: z.array(z.string()),
  }),
  'multiple-choice': z.object({
    ...row,
    problem_type: z.literal('multiple-choice').default('multiple-choice'),
    options: z.array(z.string()),
    target: z.array(z.number().int()),
  }),
};

const fileSchema = z.record(z.string(), z.unknown());

/** An item and the keys of all rows that hold it. */
export interface CopiedItem {
  readonly item: Item;
  readonly keys: readonly string[];
}

/** What a file in MixEval's layout holds. */
export interface LayoutFile {
  readonly rows: number;
  /** In the order of first appearance. */
  readonly items: readonly CopiedItem[];
  readonly leftOut: readonly Omit<LeftOutRow, 'file'>[];
  /** Rows with a weight of ours, which the layout has no place for. */
  readonly weighted: number;
}

/** The files say nothing of licences; SPDX has a word for that. */
const licence = 'NOASSERTION';

/**
 * Reads one file of MixEval's layout. Exact copies, by `itemId`, become one item. Rows that cannot be graded (a target
 * out of range, an empty target, fewer than two options, no question) are left out and told of.
 *
 * @param file named in messages
 * @throws MixevalError `corrupt` for text that is not JSON; `invalid-data` naming the key and the field of a row that
 *   is not of the layout
 */
export function parseLayoutFile(text: string, format: Format, file: string): LayoutFile {
  const rows = fileSchema.safeParse(parseJson(text, file));
  if (!rows.success) {
    throw notLayout(file, 'it is not an object of rows', rows.error);
  }
  const found = new Map<string, { item: Item; keys: string[] }>();
  const leftOut: { key: string; reason: string }[] = [];
  let weighted = 0;
  for (const [key, value] of Object.entries(rows.data)) {
    const parsed = rowSchemas[format].safeParse(value);
    if (!parsed.success)
      throw notLayout(file, `row "${key}", ${describeIssues(parsed.error, value)}`, parsed.error);
    if (parsed.data.weight !== undefined) weighted += 1;
    const read = toItem(parsed.data);
    if ('reason' in read) {
      leftOut.push({ key, reason: read.reason });
      continue;
    }
    const copy = found.get(read.id);
    if (copy) copy.keys.push(key);
    else found.set(read.id, { item: read, keys: [key] });
  }
  return { rows: Object.keys(rows.data).length, items: [...found.values()], leftOut, weighted };
}

type Row = z.output<(typeof rowSchemas)[Format]>;

function toItem(row: Row): Item | { readonly reason: string } {
  const { context, prompt, benchmark_name } = row;
  if (prompt.trim() === '') return { reason: 'no question' };
  const shared = { context, prompt, benchmark_name, benchmarks: [benchmark_name], licence };
  if (row.problem_type === 'free-form') {
    const { problem_type, target } = row;
    if (target.every((answer) => answer.trim() === '')) return { reason: 'no accepted answer' };
    return { id: itemId({ context, prompt, target }), problem_type, target, ...shared };
  }
  const { problem_type, options } = row;
  const [right, ...more] = row.target;
  if (options.length < 2) return { reason: 'fewer than two options' };
  if (right === undefined || more.length > 0)
    return { reason: `${row.target.length} right options, expected one` };
  if (right < 0 || right >= options.length) {
    return { reason: `target ${right} is not one of the ${options.length} options` };
  }
  const target: [number] = [right];
  return { id: itemId({ context, prompt, options, target }), problem_type, options, target, ...shared };
}

function notLayout(file: string, what: string, cause: unknown): MixevalError {
  return new MixevalError('invalid-data', `${file} is not in MixEval's layout: ${what}.`, {
    cause,
    next: 'Expected an object from keys to {problem_type, context, prompt, target, options?, benchmark_name}.',
    details: { file },
  });
}
