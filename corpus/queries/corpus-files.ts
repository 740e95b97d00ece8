/** Where the parts of one corpus lie, and how they change together. */

import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { exists, makeFolder, readJson, writeJson } from '../../src/core/files.js';
import { sha256File } from '../../src/core/hash.js';
import { writeJsonLines } from '../../src/core/json-lines.js';
import { type Lock, takeLock } from '../../src/core/lock.js';
import { safeName } from '../../src/core/names.js';
import type { WildQuery } from '../../src/core/schemas/wild-query.js';
import type { Workspace } from '../../src/core/workspace.js';
import { manifestSchema, type QueriesManifest } from './manifest.js';

/** Where the parts of one corpus lie. */
export interface CorpusFiles {
  readonly name: string;
  readonly queries: string;
  readonly manifest: string;
  /** What is being written lies here until it is whole. */
  readonly work: string;
  readonly lock: string;
}

/** @throws MixevalError `usage` for a name that cannot be a file's */
export function corpusFiles(workspace: Workspace, name: string): CorpusFiles {
  safeName(name, 'corpus');
  return {
    name,
    queries: join(workspace.queries, `${name}.jsonl`),
    manifest: join(workspace.queries, `${name}.manifest.json`),
    work: join(workspace.queries, `.${name}.tmp`),
    lock: join(workspace.queries, `.${name}.lock`),
  };
}

/** Runs work that changes a corpus: alone, after what an interrupted process left behind is put in order. */
export async function changingCorpus<T>(
  files: CorpusFiles,
  purpose: string,
  work: () => Promise<T>,
): Promise<T> {
  const lock: Lock = await takeLock(files.lock, purpose);
  try {
    await finishCommit(files);
    await rm(files.work, { recursive: true, force: true });
    await makeFolder(files.work);
    try {
      return await work();
    } finally {
      await rm(files.work, { recursive: true, force: true });
    }
  } finally {
    await lock.release();
  }
}

/** The manifest of a corpus, or undefined where it has none (a file put there by hand). */
export async function readManifest(files: CorpusFiles): Promise<QueriesManifest | undefined> {
  return (await exists(files.manifest)) ? readJson(files.manifest, manifestSchema) : undefined;
}

type UnsealedManifest = Omit<QueriesManifest, 'formatVersion' | 'name' | 'output'>;

/**
 * Replaces a corpus and its manifest together. The new manifest names the checksum of the new queries and is there
 * before they are; so whatever happens in between, `finishCommit` can tell which of the two states holds.
 */
export async function commitCorpus(
  files: CorpusFiles,
  queries: AsyncIterable<WildQuery>,
  manifest: () => UnsealedManifest,
): Promise<QueriesManifest> {
  const next = join(files.work, 'queries.jsonl');
  let asked = 0;
  const counted = (async function* () {
    for await (const query of queries) {
      asked += query.count;
      yield query;
    }
  })();
  const written = await writeJsonLines(next, counted);
  const { size } = await stat(next);
  const sealed: QueriesManifest = {
    formatVersion: 1,
    name: files.name,
    output: { sha256: await sha256File(next), bytes: size, queries: written, asked },
    ...manifest(),
  };
  await writeJson(pendingManifest(files), sealed);
  await rename(next, files.queries);
  await rename(pendingManifest(files), files.manifest);
  return sealed;
}

function pendingManifest(files: CorpusFiles): string {
  return join(files.work, 'manifest.json');
}

async function finishCommit(files: CorpusFiles): Promise<void> {
  const pending = pendingManifest(files);
  if (!(await exists(pending)) || !(await exists(files.queries))) return;
  const { output } = await readJson(pending, manifestSchema);
  if ((await sha256File(files.queries)) === output.sha256) await rename(pending, files.manifest);
}
