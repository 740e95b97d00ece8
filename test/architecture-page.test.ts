import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { architecturePage } from '../scripts/architecture.js';
import { packageRoot } from '../src/core/package.js';

it('docs/architecture.md has a line for every file, as the files themselves say it', async () => {
  expect(await readFile(join(packageRoot, 'docs/architecture.md'), 'utf8')).toBe(await architecturePage());
});

it('CONTRIBUTING.md names files and folders that are there', async () => {
  const text = await readFile(join(packageRoot, 'CONTRIBUTING.md'), 'utf8');
  const rows = [...text.matchAll(/^\| an? .*$/gm)].map(([row]) => row);
  expect(rows.length).toBeGreaterThanOrEqual(10);
  for (const row of rows) {
    const paths = [...row.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
    expect(paths).toHaveLength(3);
    for (const path of paths) await access(join(packageRoot, path));
  }
});
