import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { MixevalError } from '../../src/core/errors.js';
import { lineBatches } from '../../src/core/json-lines.js';
import { describeIssues } from '../../src/core/parse.js';
import type { LongTask } from '../../src/core/progress.js';
import { formats } from '../../src/core/schemas/item.js';
import { unscoredReasons } from '../records.js';

/**
 * A line of a response file: ours (`item`, `repeat`) or MixEval's (`id`, the item's key), with what a judge said if it was
 * judged.
 */
export const responseRowSchema = z.object({
  item: z.string().exactOptional(),
  id: z.union([z.string(), z.number().int().transform(String)]).exactOptional(),
  repeat: z.number().int().nonnegative().default(0),
  response: z.string().nullable(),
  problem_type: z.enum(formats).exactOptional(),
  prompt: z.string().exactOptional(),
  failure: z.enum(unscoredReasons).exactOptional(),
  finishReason: z.string().exactOptional(),
  judge_score: z.number().min(0).max(1).nullable().exactOptional(),
  judge_option: z.string().nullable().exactOptional(),
  eval_result: z.boolean().exactOptional(),
});
export type ResponseRow = z.infer<typeof responseRowSchema>;

/**
 * Reads a response file line by line; a name that ends in `.gz` is unpacked. A line that is no JSON, as a killed process leaves
 * one, is passed over with a warning: what it answered is missing.
 *
 * @throws MixevalError `corrupt` for a file that is cut off or no gzip, `invalid-data` for a line that is no response,
 *   naming file and line; the system's error where the file cannot be read
 */
export async function* readResponseRows(
  file: string,
  { signal, onWarning }: LongTask,
): AsyncGenerator<ResponseRow> {
  const bytes = createReadStream(file, signal ? { signal } : {});
  const unpacked = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  // A failure of the file itself must reach whoever reads what is unpacked from it.
  bytes.on('error', (error) => unpacked.destroy(error));
  try {
    for await (const { firstLine, texts } of lineBatches(unpacked)) {
      for (const [index, text] of texts.entries()) {
        if (text.trim() === '') continue;
        const row = parseRow(text, file, firstLine + index);
        if (row) yield row;
        else onWarning?.(`${file}, line ${firstLine + index}: not valid JSON; it is passed over.`);
      }
    }
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && /^Z_/.test(String(cause.code)))) throw cause;
    throw new MixevalError('corrupt', `${file} cannot be unpacked: ${cause.message}.`, {
      cause,
      next: 'Copy it again from where it came.',
      details: { file },
    });
  }
}

/** @returns undefined for a line that is no JSON */
function parseRow(text: string, file: string, line: number): ResponseRow | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const row = responseRowSchema.safeParse(value);
  if (row.success && (row.data.item ?? row.data.id) !== undefined) return row.data;
  const reason = row.success ? 'field "id": missing' : describeIssues(row.error, value);
  throw new MixevalError('invalid-data', `${file}, line ${line}: not a response: ${reason}.`, {
    next: 'Expected lines of {"id": "<the item\'s id or key>", "response": "<text>"}, as `evaluate` or MixEval write them.',
    details: { file, line },
  });
}
