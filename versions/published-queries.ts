import type { Batch } from '../corpus/index.js';
import { queriesFile } from './layout.js';
import type { BuildParameters } from './manifest.js';
import type { FileContent } from './release-folder.js';

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
