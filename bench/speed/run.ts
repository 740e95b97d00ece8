import { cpus } from 'node:os';
import { join } from 'node:path';
import { readPool, readQueries } from '../../corpus/index.js';
import { openEmbeddingCache, openEncoder } from '../../encoder/index.js';
import { writeFileAtomic } from '../../src/core/files.js';
import { packageRoot } from '../../src/core/package.js';
import { itemText } from '../../src/core/schemas/item.js';
import { workspaceAt } from '../../src/core/workspace.js';
import { measureEncoding } from '../encode.js';
import { measureCommands } from './commands.js';
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

/** Writes what is measured so far. */
async function write(measured: Omit<Speed, 'machine' | 'operationsPerToken'>): Promise<void> {
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node.js ${process.version}`;
  await writeFileAtomic(
    join(packageRoot, 'docs/speed.md'),
    speedPage({ machine, operationsPerToken, ...measured }),
  );
}

const commands = await measureCommands(folder);
say('commands are measured');
const encoding = await measureEncoding();
const roof = await gemmRoof();
say('encoding is measured');

const indexes: IndexLine[] = [];
await write({ ...commands, encoding, roof, indexes });
const corpus = await vectorsOf(folder);
for (const rows of [10_000, 100_000]) {
  const part = corpus.pool.subarray(0, rows * corpus.dimensions);
  indexes.push(await measureIndex(part, corpus.queries));
  await write({ ...commands, encoding, roof, indexes });
  say(`index of ${rows} is measured`);
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
