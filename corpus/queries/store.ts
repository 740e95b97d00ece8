import { MixevalError } from '../../src/core/errors.js';
import { listFolder } from '../../src/core/files.js';
import { readJsonLineBatches } from '../../src/core/json-lines.js';
import { closestName } from '../../src/core/names.js';
import { type WildQuery, wildQuerySchema } from '../../src/core/schemas/wild-query.js';
import type { Workspace } from '../../src/core/workspace.js';
import { corpusFiles, readManifest } from './corpus-files.js';

/** A query and the corpus it stands in. */
export interface StoredQuery extends WildQuery {
  readonly corpus: string;
}

/** What is known of one corpus without reading its queries. */
export interface ListedCorpus {
  readonly name: string;
  readonly file: string;
  /** Distinct queries, and how often they were asked; null for a file without a manifest, put there by hand. */
  readonly queries: number | null;
  readonly asked: number | null;
  /** Inputs it was mined from, and when last. */
  readonly inputs: number;
  readonly minedAt: string | null;
}

const extension = '.jsonl';

async function corpusNames(workspace: Workspace): Promise<string[]> {
  const files = await listFolder(workspace.queries);
  return files
    .filter((file) => file.endsWith(extension) && !file.startsWith('.'))
    .map((file) => file.slice(0, -extension.length));
}

/** The corpora of a workspace by name. */
export async function listQueries(workspace: Workspace): Promise<ListedCorpus[]> {
  const listed: ListedCorpus[] = [];
  for (const name of await corpusNames(workspace)) {
    const files = corpusFiles(workspace, name);
    const manifest = await readManifest(files);
    listed.push({
      name,
      file: files.queries,
      queries: manifest?.output.queries ?? null,
      asked: manifest?.output.asked ?? null,
      inputs: manifest?.sessions.reduce((sum, session) => sum + session.inputs.length, 0) ?? 0,
      minedAt: manifest?.sessions.at(-1)?.at ?? null,
    });
  }
  return listed;
}

/** @throws MixevalError `not-found` for a corpus that is not there, naming those that are */
export async function chosenCorpora(
  workspace: Workspace,
  names: readonly string[] | undefined,
): Promise<string[]> {
  const known = await corpusNames(workspace);
  for (const name of names ?? []) {
    if (known.includes(name)) continue;
    const close = closestName(name, known);
    throw new MixevalError('not-found', `There is no corpus "${name}".`, {
      next: `${close ? `Did you mean "${close}"? ` : ''}Known: ${known.join(', ') || 'none; make one with mixeval mine'}.`,
      details: { name, known },
    });
  }
  return names === undefined || names.length === 0 ? known : [...new Set(names)].sort();
}

/**
 * Streams the queries of all corpora, or of those named, corpus by corpus. The same query may stand in several.
 *
 * @throws MixevalError `not-found` for an unknown name, `invalid-data` for a line that is no query
 */
export async function* readQueries(
  workspace: Workspace,
  names?: readonly string[],
  signal?: AbortSignal,
): AsyncGenerator<StoredQuery> {
  for (const corpus of await chosenCorpora(workspace, names)) {
    const { queries } = corpusFiles(workspace, corpus);
    for await (const batch of readJsonLineBatches(queries, wildQuerySchema, { signal })) {
      for (const query of batch) yield { ...query, corpus };
    }
  }
}
