/** The pools of the workspace on disk. */

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MixevalError } from '../../src/core/errors.js';
import { exists, listFolder, readJson, writeJson } from '../../src/core/files.js';
import { sha256File } from '../../src/core/hash.js';
import { readJsonLines, writeJsonLines } from '../../src/core/json-lines.js';
import { closestName } from '../../src/core/names.js';
import { seededRandom, shuffled } from '../../src/core/random.js';
import { formats, type Item, itemSchema } from '../../src/core/schemas/item.js';
import type { Workspace } from '../../src/core/workspace.js';

const count = z.number().int().nonnegative();

const refusedFileSchema = z.object({ file: z.string(), reason: z.string() });
/** A file that was not taken into a pool, and why. */
export type RefusedFile = z.infer<typeof refusedFileSchema>;

/** `<name>.manifest.json`: where a pool's items come from. */
export const poolManifestSchema = z.object({
  formatVersion: z.literal(1),
  name: z.string(),
  /** `benchmark_name` of its items. */
  benchmark: z.string(),
  citation: z.string().nullable(),
  licence: z.string(),
  home: z.string().nullable(),
  /** ISO 639-1, or `und` where nobody said. */
  language: z.string(),
  /** Files taken, relative to the path given, with what became of their rows. */
  files: z.array(
    z.object({
      file: z.string(),
      sha256: z.string(),
      read: count,
      kept: count,
      /** Whether its options were put in a new, seeded order. */
      optionsShuffled: z.boolean(),
    }),
  ),
  refusedFiles: z.array(refusedFileSchema),
  read: count,
  kept: count,
  rejected: z.record(z.string(), count),
  counts: z.record(z.enum(formats), count),
  /** Of the pool's own file. */
  sha256: z.string(),
});
export type PoolManifest = z.infer<typeof poolManifestSchema>;

const manifestEnding = '.manifest.json';

export const poolFile = (workspace: Workspace, name: string): string =>
  join(workspace.pools, `${name}.jsonl`);
const manifestFile = (workspace: Workspace, name: string): string =>
  join(workspace.pools, `${name}${manifestEnding}`);

/** Writes a pool, its manifest last: a pool without one does not exist. An older pool of the name is replaced. */
export async function writePool(
  workspace: Workspace,
  items: readonly Item[],
  about: Omit<PoolManifest, 'formatVersion' | 'kept' | 'counts' | 'sha256'>,
): Promise<string> {
  const output = poolFile(workspace, about.name);
  await writeJsonLines(output, items);
  const manifest: PoolManifest = {
    formatVersion: 1,
    ...about,
    kept: items.length,
    counts: {
      'free-form': items.filter((item) => item.problem_type === 'free-form').length,
      'multiple-choice': items.filter((item) => item.problem_type === 'multiple-choice').length,
    },
    sha256: await sha256File(output),
  };
  await writeJson(manifestFile(workspace, about.name), manifest);
  return output;
}

/** The names of all pools of a workspace, sorted. */
export async function poolNames(workspace: Workspace): Promise<string[]> {
  const files = await listFolder(workspace.pools);
  return files
    .filter((file) => file.endsWith(manifestEnding))
    .map((file) => file.slice(0, -manifestEnding.length));
}

/** The manifests of all pools of a workspace, by name. */
export async function listPools(workspace: Workspace): Promise<PoolManifest[]> {
  const names = await poolNames(workspace);
  return Promise.all(names.map((name) => readJson(manifestFile(workspace, name), poolManifestSchema)));
}

/** @throws MixevalError `not-found`, naming the pools there are */
export async function poolManifest(workspace: Workspace, name: string): Promise<PoolManifest> {
  const names = await poolNames(workspace);
  if (names.includes(name)) return readJson(manifestFile(workspace, name), poolManifestSchema);
  const close = closestName(name, names);
  const known =
    names.length === 0 ? 'There is none yet: mixeval pool add.' : `There are: ${names.join(', ')}.`;
  throw new MixevalError('not-found', `There is no pool "${name}".`, {
    next: `${close ? `Did you mean "${close}"? ` : ''}${known}`,
    details: { name, known: names },
  });
}

/**
 * Takes a pool out of the workspace.
 *
 * @throws MixevalError `not-found`
 */
export async function removePool(workspace: Workspace, name: string): Promise<PoolManifest> {
  const manifest = await poolManifest(workspace, name);
  await rm(manifestFile(workspace, name), { force: true });
  await rm(poolFile(workspace, name), { force: true });
  return manifest;
}

/** The items of one pool, in its file's order, each checked. */
export async function poolItems(workspace: Workspace, name: string, signal?: AbortSignal): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of readJsonLines(poolFile(workspace, name), itemSchema, { signal })) items.push(item);
  return items;
}

/**
 * A pool's manifest and a few of its items, drawn by the seed.
 *
 * @param examples how many, 5 unless told
 * @throws MixevalError `not-found`
 */
export async function showPool(
  workspace: Workspace,
  name: string,
  { examples = 5, seed = 0 }: { readonly examples?: number; readonly seed?: number } = {},
): Promise<{ readonly manifest: PoolManifest; readonly examples: readonly Item[] }> {
  const manifest = await poolManifest(workspace, name);
  const items = await poolItems(workspace, name);
  return { manifest, examples: shuffled(items, seededRandom(seed, 'pool show')).slice(0, examples) };
}

/** Whether the pool's file is the one its manifest was written for. */
export async function poolIsIntact(workspace: Workspace, manifest: PoolManifest): Promise<boolean> {
  const file = poolFile(workspace, manifest.name);
  return (await exists(file)) && (await sha256File(file)) === manifest.sha256;
}
