import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { readPool, readQueries } from '../../corpus/index.js';
import { openEmbeddingCache, openEncoder } from '../../encoder/index.js';
import { exists, makeFolder, writeFileAtomic, writeJson } from '../../src/core/files.js';
import { packageRoot } from '../../src/core/package.js';
import { itemText } from '../../src/core/schemas/item.js';
import { workspaceAt } from '../../src/core/workspace.js';
import { measureEncoding } from '../encode.js';
import { measureBatches } from './batches.js';
import { measureBuild, measureUpdates } from './commands.js';
import { gemmRoof } from './gemm.js';
import { type IndexLine, measureIndex } from './index-lines.js';
import { type Speed, speedPage } from './page.js';

/**
 * How fast releases are made, on real data: writes docs/speed.md. `npm run speed -- FOLDER` takes the workspace that
 * `npm run validity -- FOLDER` has left, whose queries and pools are encoded already. `npm run speed -- FOLDER STAGE...`
 * measures those stages again, whatever is kept of them.
 */
const [folder, ...again] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder of a workspace that `npm run validity` has left.');
const say = (line: string): void => {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
};

/** What a stage measured; kept in the folder, so that a run that was ended goes on. */
async function stage<T>(name: string, measureIt: () => Promise<T>): Promise<T> {
  const file = join(folder ?? '', 'speed', `${name}.json`);
  if (!again.includes(name) && (await exists(file))) return JSON.parse(await readFile(file, 'utf8'));
  const measured = await measureIt();
  await makeFolder(dirname(file));
  await writeJson(file, measured);
  say(`${name} is measured`);
  return measured;
}

const measured: Partial<Speed> & Pick<Speed, 'machine'> = {
  machine: `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node.js ${process.version}`,
};

/** Adds to what is measured, and writes it. */
async function add(more: Partial<Speed>): Promise<void> {
  Object.assign(measured, more);
  await writeFileAtomic(join(packageRoot, 'docs/speed.md'), speedPage(measured));
}

await add({ indexes: [await stage('index-10000', () => indexOf(10_000))] });
await add({
  roof: await stage('roof', gemmRoof),
  encoding: await stage('encoding', () => measureEncoding(500)),
});
await add({ builds: [await stage('build-exact', () => measureBuild(folder, 'exact'))] });
await add({ updates: await stage('updates', measureUpdates) });
await add({ batches: await stage('batches', measureBatches) });
await add({
  builds: [...(measured.builds ?? []), await stage('build-hnsw', () => measureBuild(folder, 'hnsw'))],
});
await add({ indexes: [...(measured.indexes ?? []), await stage('index-100000', () => indexOf(100_000))] });
say('docs/speed.md is written');

async function indexOf(rows: number): Promise<IndexLine> {
  const { pool, queries, dimensions } = await vectorsOf(folder ?? '');
  return measureIndex(pool.subarray(0, rows * dimensions), queries);
}

/** Vectors of the pool and of the queries, as they are in the cache. */
async function vectorsOf(root: string) {
  const workspace = workspaceAt(root);
  const encoder = await openEncoder();
  const cache = await openEmbeddingCache(workspace.cache, encoder);
  const { items } = await readPool(workspace, {});
  const pool = await cache.embed(items.slice(0, 100_000).map(itemText));
  const texts: string[] = [];
  for await (const { text } of readQueries(workspace, ['real'])) if (texts.push(text) >= 5000) break;
  const queries = await cache.embed(texts);
  const { dimensions } = encoder;
  await cache.close();
  await encoder.close();
  return { pool, queries, dimensions };
}
