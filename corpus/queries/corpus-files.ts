/** Where the parts of one corpus lie, and how they change together. */

import { createHash } from 'node:crypto';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exists, makeFolder, readJson, writeJson } from '../../src/core/files.js';
import { sha256File } from '../../src/core/hash.js';
import { type Lock, takeLock } from '../../src/core/lock.js';
import { safeName } from '../../src/core/names.js';
import type { Workspace } from '../../src/core/workspace.js';
import { GrowingFile } from './growing-file.js';
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

/**
 * Runs work that changes a corpus: alone, after what an interrupted process left behind is put in order. An unfinished
 * mining session is dropped, unless the work is to go on with it.
 *
 * @param keeps whether what lies in the work folder stays there, asked before the work and when it has failed
 */
export async function changingCorpus<T>(
  files: CorpusFiles,
  purpose: string,
  work: () => Promise<T>,
  keeps: (error?: unknown) => Promise<boolean> = async () => false,
): Promise<T> {
  const lock: Lock = await takeLock(files.lock, purpose);
  const clear = (): Promise<void> => rm(files.work, { recursive: true, force: true });
  try {
    await finishCommit(files);
    if (!(await keeps())) await clear();
    await makeFolder(files.work);
    try {
      const result = await work();
      await clear();
      return result;
    } catch (error) {
      if (!(await keeps(error))) await clear();
      throw error;
    }
  } finally {
    await lock.release();
  }
}

/** Corpora in whose work folder something lies: a session that was interrupted, or one that is under way. */
export async function unfinishedCorpora(workspace: Workspace): Promise<string[]> {
  const names = await readdir(workspace.queries).catch(() => []);
  return names.flatMap((name) => /^\.(.+)\.tmp$/.exec(name)?.[1] ?? []);
}

/** The manifest of a corpus, or undefined where it has none (a file put there by hand). */
export async function readManifest(files: CorpusFiles): Promise<QueriesManifest | undefined> {
  return (await exists(files.manifest)) ? readJson(files.manifest, manifestSchema) : undefined;
}

type UnsealedManifest = Omit<QueriesManifest, 'formatVersion' | 'name' | 'output'>;

/** A query as it stands in the corpus: its line without the end, and how often it was asked. */
export interface CorpusLine {
  readonly bytes: Uint8Array;
  readonly asked: number;
}

const newline = Buffer.from('\n');

/**
 * Replaces a corpus and its manifest together. The new manifest names the checksum of the new queries and is there
 * before they are; so whatever happens in between, `finishCommit` can tell which of the two states holds.
 *
 * @param manifest asked for when all lines are written, before anything of the corpus changes
 */
export async function commitCorpus(
  files: CorpusFiles,
  groups: AsyncIterable<readonly CorpusLine[]>,
  manifest: () => UnsealedManifest | Promise<UnsealedManifest>,
): Promise<QueriesManifest> {
  const next = await GrowingFile.open(join(files.work, 'queries.jsonl'), 0);
  const hash = createHash('sha256');
  let queries = 0;
  let asked = 0;
  try {
    for await (const lines of groups) {
      const bytes = Buffer.concat(lines.flatMap((line) => [line.bytes, newline]));
      hash.update(bytes);
      await next.append(bytes);
      queries += lines.length;
      for (const line of lines) asked += line.asked;
    }
    await next.sync();
  } finally {
    await next.close();
  }
  const sealed: QueriesManifest = {
    formatVersion: 1,
    name: files.name,
    output: { sha256: hash.digest('hex'), bytes: next.bytes, queries, asked },
    ...(await manifest()),
  };
  await writeJson(pendingManifest(files), sealed);
  await rename(next.path, files.queries);
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
