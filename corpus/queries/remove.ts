import { removeFromEmbeddingCaches } from '../../encoder/index.js';
import { MixevalError } from '../../src/core/errors.js';
import { exists } from '../../src/core/files.js';
import { readJsonLineBatches, readJsonLines } from '../../src/core/json-lines.js';
import type { LongTask } from '../../src/core/progress.js';
import { type WildQuery, wildQuerySchema } from '../../src/core/schemas/wild-query.js';
import type { Workspace } from '../../src/core/workspace.js';
import { removeVerdicts } from '../filters/by-model/verdicts.js';
import {
  changingCorpus,
  commitCorpus,
  corpusFiles,
  readManifest,
  unfinishedCorpora,
} from './corpus-files.js';
import { foldedText } from './query-id.js';
import { addRemovedIds } from './removed-ids.js';
import { stagedFile } from './session.js';
import { readQueries, type StoredQuery } from './store.js';

export interface RemoveOptions {
  readonly workspace: Workspace;
  /** Part of a text; case, blanks and Unicode forms do not matter. */
  readonly match?: string | undefined;
  /** A query's id, whole. */
  readonly id?: string | undefined;
  /** Only says what would be removed. */
  readonly dryRun?: boolean | undefined;
}

export interface RemoveReport {
  /** What was taken out, with its text. */
  readonly removed: readonly StoredQuery[];
  /** Embeddings of these texts that were taken out of the caches. */
  readonly embeddings: number;
  readonly dryRun: boolean;
}

/**
 * Takes queries out of all corpora and embedding caches for good: their records go, and their ids (hashes, no text)
 * are kept so that mining never brings them back. Each file changes whole or not at all. Mining sessions that were
 * interrupted are looked through too, and dropped where anything is removed.
 *
 * @throws MixevalError `usage` unless exactly one of `match` and `id` is given; `locked` where a corpus is being changed
 */
export async function removeQueries(
  options: RemoveOptions,
  { signal }: LongTask = {},
): Promise<RemoveReport> {
  const { workspace, dryRun = false } = options;
  const isWanted = wanted(options);
  const stored: StoredQuery[] = [];
  for await (const query of readQueries(workspace, undefined, signal))
    if (isWanted(query)) stored.push(query);
  const staged = new Map<string, StoredQuery>();
  for await (const query of stagedQueries(workspace, signal))
    if (isWanted(query)) staged.set(`${query.id} ${query.corpus}`, query);
  const removed = [...stored, ...staged.values()];
  if (dryRun || removed.length === 0) return { removed, embeddings: 0, dryRun };

  const ids = new Set(removed.map((query) => query.id));
  // The ids first: whatever happens after, what the user wants gone is not mined again.
  await addRemovedIds(workspace, ids);
  await dropUnfinished(workspace);
  // The corpora last: where anything before them fails, the same call finds the texts again.
  const texts = removed.map((query) => query.text);
  await removeVerdicts(workspace, texts);
  const embeddings = await removeFromEmbeddingCaches(workspace.cache, texts);
  for (const corpus of new Set(stored.map((query) => query.corpus))) {
    await withoutIds(workspace, corpus, ids, signal);
  }
  return { removed, embeddings, dryRun };
}

function wanted({ match, id }: RemoveOptions): (query: WildQuery) => boolean {
  if ((match === undefined) === (id === undefined)) {
    throw new MixevalError('usage', 'Say which queries to remove.', {
      next: 'Give either --match with a part of their text, or --id.',
    });
  }
  if (id !== undefined) return (query) => query.id === id.toLowerCase();
  const part = foldedText(match ?? '');
  if (part === '')
    throw new MixevalError('usage', 'An empty text fits every query.', { next: 'Give a word of it.' });
  return (query) => foldedText(query.text).includes(part);
}

/** What mining sessions that were interrupted have taken in; of the last line perhaps a part is written. */
async function* stagedQueries(
  workspace: Workspace,
  signal: AbortSignal | undefined,
): AsyncGenerator<StoredQuery> {
  for (const corpus of await unfinishedCorpora(workspace)) {
    const file = stagedFile(corpusFiles(workspace, corpus).work);
    if (!(await exists(file))) continue;
    const lines = readJsonLines(file, wildQuerySchema, { signal, onBadLine: () => undefined });
    for await (const query of lines) yield { ...query, corpus };
  }
}

/** Drops mining sessions that were interrupted: they hold texts too, and are gone through again from their beginning. */
async function dropUnfinished(workspace: Workspace): Promise<void> {
  for (const name of await unfinishedCorpora(workspace)) {
    await changingCorpus(corpusFiles(workspace, name), 'remove queries', async () => undefined);
  }
}

async function withoutIds(
  workspace: Workspace,
  corpus: string,
  ids: ReadonlySet<string>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const files = corpusFiles(workspace, corpus);
  await changingCorpus(files, 'remove queries', async () => {
    const manifest = await readManifest(files);
    let dropped = 0;
    const left = (async function* () {
      for await (const batch of readJsonLineBatches(files.queries, wildQuerySchema, { signal })) {
        const kept = batch.filter(({ id }) => !ids.has(id));
        dropped += batch.length - kept.length;
        yield kept.map((query) => ({ bytes: Buffer.from(JSON.stringify(query)), asked: query.count }));
      }
    })();
    await commitCorpus(files, left, () => ({
      sessions: manifest?.sessions ?? [],
      removed: (manifest?.removed ?? 0) + dropped,
    }));
  });
}
