import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../src/core/package.js';

it('examples/library.ts goes the whole way, with the package as its users import it', () => {
  const tsx = join(packageRoot, 'node_modules/tsx/dist/cli.mjs');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [tsx, join(packageRoot, 'examples/library.ts')],
    {
      encoding: 'utf8',
    },
  );
  expect(status, stderr).toBe(0);
  expect(stdout).toMatch(/^2026-11-21 mixeval: 40 \+ 40 items$/m);
  expect(stdout).toMatch(/^2026-11-21 mixeval-hard: 20 \+ 20 items$/m);
  expect(stdout).toMatch(/baseline:random against baseline:first/);
});
