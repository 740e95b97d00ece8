import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/package.js';

// The package as it is installed where hnswlib-node could not be compiled: all its files, all other packages.
let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mixeval-no-hnswlib-'));
  for (const part of ['package.json', 'dist'])
    await cp(join(packageRoot, part), join(home, part), { recursive: true });
  await mkdir(join(home, 'node_modules'));
  for (const name of await readdir(join(packageRoot, 'node_modules'))) {
    if (name === 'hnswlib-node') continue;
    await symlink(join(packageRoot, 'node_modules', name), join(home, 'node_modules', name));
  }
});
afterAll(() => rm(home, { recursive: true }));

const script = `
  import { nearestKinds } from './dist/mixer/nearest/index.js';
  const warnings = [];
  const index = await nearestKinds.get('hnsw').open(
    { vectors: Float32Array.of(1, 0, 0, 1, 0.6, 0.8), dimensions: 2 },
    { onWarning: (text) => warnings.push(text) },
  );
  const { rows } = await index.search(Float32Array.of(0.8, 0.6), 1);
  console.log(JSON.stringify({ kind: index.kind, rows: [...rows], warnings }));
  await index.close();
`;

test('without hnswlib-node the exact index serves, and a warning says so once', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: home,
  });
  expect(JSON.parse(stdout)).toEqual({
    kind: 'exact',
    rows: [2],
    warnings: [expect.stringContaining('hnswlib-node is not installed')],
  });
});
