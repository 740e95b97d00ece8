import { spawnSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../src/core/package.js';
import { emptyFolder } from './command-line.js';

const compilerOptions = {
  target: 'ES2023',
  module: 'NodeNext',
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  // A project without @types/node.
  types: [],
  noEmit: true,
};

const program = `import { buildRelease, compare, evaluate, type LongTask, mine, workspaceAt } from 'mixeval';

const workspace = workspaceAt('here');
const task: LongTask = { onProgress: ({ done }) => done.toFixed(), signal: new AbortController().signal };
export const report = await mine({ workspace, sources: ['chats.jsonl'] }, task);
export const release = await buildRelease({ workspace, version: '2026-11-21' }, task);
export const runs = await evaluate({ workspace, version: release.version, subjects: [] }, task);
export const { pairs } = await compare({ workspace, runs: runs.map(({ path }) => path) }, task);
// @ts-expect-error: a size is a number
export const wrong = buildRelease({ workspace, version: '2026-11-21', size: 'large' });
`;

it("a strict project compiles against the package's types, all of them checked", async () => {
  const project = await emptyFolder();
  await mkdir(join(project, 'node_modules'));
  await symlink(packageRoot, join(project, 'node_modules', 'mixeval'), 'junction');
  await writeFile(join(project, 'package.json'), '{"type": "module"}');
  await writeFile(join(project, 'use.ts'), program);
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }));
  const tsc = join(packageRoot, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' });
  expect(stdout).toBe('');
  expect(status).toBe(0);
});
