/** Builds the published release of the starter corpus by the ordinary commands, or compares it with one that is there. */

import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { levelResults } from '../corpus/starter/levels.js';
import { readStarter, starterFile } from '../corpus/starter/read.js';
import { exists, makeFolder, writeFileAtomic } from '../src/core/files.js';
import { packageRoot } from '../src/core/package.js';

const version = process.argv[2];
if (version === undefined) throw new Error('Name the release: npm run starter-release -- 2026-11-20');

const workspace = await mkdtemp(join(tmpdir(), 'mixeval-starter-release-'));
try {
  const levels = join(workspace, 'levels.jsonl');
  const { items } = await readStarter();
  await writeFile(
    levels,
    levelResults(items)
      .map((result) => `${JSON.stringify(result)}\n`)
      .join(''),
  );
  mixeval('mine', starterFile('queries.jsonl'), '--name', 'starter');
  mixeval('pool', 'add', 'starter');
  mixeval('probe', '--model', 'baseline:random', '--model', 'baseline:nearest');
  mixeval('results', 'import', levels);
  mixeval('build', '--version', version, '--size', '200', '--hard-size', '80');
  await publish(join(workspace, 'versions', version), join(packageRoot, 'versions/releases', version));
} finally {
  await rm(workspace, { recursive: true, force: true });
}

function mixeval(...args: string[]): void {
  const main = join(packageRoot, 'dist/src/cli/main.js');
  execFileSync(process.execPath, [main, ...args, '--workspace', workspace], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** A release is never changed: one that is there is only compared, byte by byte. */
async function publish(built: string, published: string): Promise<void> {
  if (await exists(published)) {
    const names = new Set([...(await filesIn(built)), ...(await filesIn(published))]);
    const different: string[] = [];
    for (const name of names) {
      if ((await bytesOf(join(built, name))) !== (await bytesOf(join(published, name)))) different.push(name);
    }
    console.log(
      different.length === 0
        ? `${version}: the same bytes.`
        : `${version} differs in ${different.join(', ')}`,
    );
    process.exitCode = different.length === 0 ? 0 : 1;
    return;
  }
  for (const name of await filesIn(built)) {
    await makeFolder(join(published, name, '..'));
    await writeFileAtomic(join(published, name), await readFile(join(built, name)));
  }
  console.log(`${version}: written to ${relative(packageRoot, published)}.`);
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

async function bytesOf(file: string): Promise<string | undefined> {
  return (await exists(file)) ? (await readFile(file)).toString('base64') : undefined;
}
