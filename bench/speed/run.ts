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
import { type MeasuredBuild, measureBuild, measureUpdates } from './commands.js';
import { gemmRoof, operationsPerToken } from './gemm.js';
import { type IndexLine, measureIndex } from './index-lines.js';
import { type Speed, speedPage } from './page.js';

/**
 * How fast releases are made, on real data: writes docs/speed.md. `npm run speed -- FOLDER` takes the workspace that
 * `npm run validity -- FOLDER` has left, whose queries and pools are encoded already.
 */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder of a workspace that `npm run validity` has left.');
const say = (line: string): void => {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
};

/** What a stage measured; kept in the folder, so that a run that was ended goes on. */
async function stage<T>(name: string, measureIt: () => Promise<T>): Promise<T> {
  const file = join(folder ?? '', 'speed', `${name}.json`);
  if (await exists(file)) return JSON.parse(await readFile(file, 'utf8'));
  const measured = await measureIt();
  await makeFolder(dirname(file));
  await writeJson(file, measured);
  say(`${name} is measured`);
  return measured;
}

/** Writes what is measured so far. */
async function write(measured: Omit<Speed, 'machine' | 'operationsPerToken'>): Promise<void> {
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node.js ${process.version}`;
  await writeFileAtomic(
    join(packageRoot, 'docs/speed.md'),
    speedPage({ machine, operationsPerToken, ...measured }),
  );
}

const updates = await stage('updates', measureUpdates);
const encoding = await stage('encoding', measureEncoding);
const roof = await stage('roof', gemmRoof);
const builds: MeasuredBuild[] = [];
const indexes: IndexLine[] = [];
await write({ updates, encoding, roof, builds, indexes });
for (const [kind, rows] of [
  ['exact', 10_000],
  ['hnsw', 100_000],
] as const) {
  builds.push(await stage(`build-${kind}`, () => measureBuild(folder, kind)));
  await write({ updates, encoding, roof, builds, indexes });
  indexes.push(await stage(`index-${rows}`, () => indexOf(rows)));
  await write({ updates, encoding, roof, builds, indexes });
}
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
