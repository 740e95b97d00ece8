import { join } from 'node:path';
import { z } from 'zod';
import type { Batch } from '../corpus/index.js';
import { exists } from '../src/core/files.js';
import { readJsonLines } from '../src/core/json-lines.js';
import { queriesFile } from './layout.js';
import type { BuildParameters } from './manifest.js';
import type { FileContent } from './release-folder.js';

const publishedSchema = z.object({ id: z.string(), text: z.string().optional() });

/** Lines written at once. */
const linesAtOnce = 4096;

/**
 * The batch's queries as their owner chose to publish them: nothing, ids and counts, or texts as well, those left out that may
 * be unsafe. An id is a hash of the normalised text: who guesses a query can see whether it was asked.
 *
 * @returns further files of the release
 */
export function publishedQueries(
  batch: Pick<Batch, 'queries'>,
  choice: BuildParameters['publishQueries'],
): ReadonlyMap<string, FileContent> {
  return choice === 'none' ? new Map() : new Map([[queriesFile, linesOf(batch, choice)]]);
}

async function* linesOf(
  { queries }: Pick<Batch, 'queries'>,
  choice: 'hashes' | 'text',
): AsyncGenerator<string> {
  let lines: string[] = [];
  for await (const { id, text, count, mayBeUnsafe } of queries()) {
    const isShown = choice === 'text' && !mayBeUnsafe;
    lines.push(`${JSON.stringify(isShown ? { id, text, count } : { id, count })}\n`);
    if (lines.length < linesAtOnce) continue;
    yield lines.join('');
    lines = [];
  }
  yield lines.join('');
}

/**
 * What a release shows of some queries.
 *
 * @param folder of the release
 * @param ids of the queries
 * @returns `text` where the text of one stands in it, `hashes` where only ids do
 */
export async function shownQueries(
  folder: string,
  ids: ReadonlySet<string>,
): Promise<BuildParameters['publishQueries']> {
  const file = join(folder, queriesFile);
  if (!(await exists(file))) return 'none';
  let shown: 'none' | 'hashes' = 'none';
  for await (const { id, text } of readJsonLines(file, publishedSchema)) {
    if (!ids.has(id)) continue;
    if (text !== undefined) return 'text';
    shown = 'hashes';
  }
  return shown;
}
