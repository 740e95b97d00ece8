/** The index on disk: kept and found again by what it was built from. */

import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { MixevalError, systemCode } from '../../src/core/errors.js';
import { exists, listFolder, makeFolder, readJson, temporaryName, writeJson } from '../../src/core/files.js';
import { canonicalJson, sha256, sha256File } from '../../src/core/hash.js';
import type { HnswSettings } from './hnsw-settings.js';

const headerSchema = z.object({
  /** Of the vectors and the settings that the graphs were built from. */
  key: z.string(),
  shards: z.array(z.object({ file: z.string(), sha256: z.string() })),
});

/** What a kept index must have been built from: any other vector, order or setting gives another key. */
export function indexKey(
  vectors: Float32Array,
  dimensions: number,
  shards: number,
  settings: HnswSettings,
): string {
  const bytes = new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength);
  const { efSearch: _notBuiltIn, ...built } = settings;
  return sha256(canonicalJson({ vectors: sha256(bytes), dimensions, shards, ...built }));
}

/** The graphs kept at `indexFile`, if they are whole and of this key; undefined where they must be built. */
export async function findGraphs(indexFile: string, key: string): Promise<string[] | undefined> {
  const header = await readHeader(indexFile);
  if (header?.key !== key) return undefined;
  const files: string[] = [];
  for (const shard of header.shards) {
    const file = join(dirname(indexFile), shard.file);
    // hnswlib trusts what it reads: a damaged file would end the process.
    if (!(await exists(file)) || (await sha256File(file)) !== shard.sha256) return undefined;
    files.push(file);
  }
  return files;
}

async function readHeader(indexFile: string): Promise<z.infer<typeof headerSchema> | undefined> {
  try {
    return await readJson(indexFile, headerSchema);
  } catch (error) {
    const unreadable =
      error instanceof MixevalError && (error.code === 'corrupt' || error.code === 'invalid-data');
    if (unreadable || systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Keeps the graphs that `write` puts into the files it is given, and takes older ones away. The header, at
 * `indexFile` itself, comes last: until it is there, nothing is.
 */
export async function keepGraphs(
  indexFile: string,
  key: string,
  shards: number,
  write: (temporaryFiles: readonly string[]) => Promise<void>,
): Promise<void> {
  const folder = dirname(indexFile);
  await makeFolder(folder);
  const names = Array.from(
    { length: shards },
    (_, shard) => `${basename(indexFile)}.${key.slice(0, 12)}.${shard}`,
  );
  const parts = names.map((name) => ({ name, temporary: temporaryName(join(folder, name)) }));
  try {
    await write(parts.map(({ temporary }) => temporary));
    const header: z.infer<typeof headerSchema> = { key, shards: [] };
    for (const { name, temporary } of parts) {
      header.shards.push({ file: name, sha256: await sha256File(temporary) });
      await rename(temporary, join(folder, name));
    }
    await writeJson(indexFile, header);
  } catch (error) {
    for (const { temporary } of parts) await rm(temporary, { force: true });
    throw error;
  }
  for (const name of await listFolder(folder)) {
    const isGraph = name.startsWith(`${basename(indexFile)}.`) && /\.[0-9a-f]{12}\.\d+$/.test(name);
    if (isGraph && !names.includes(name)) await rm(join(folder, name), { force: true });
  }
}
