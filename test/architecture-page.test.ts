import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { architecturePage } from '../scripts/architecture.js';
import { packageRoot } from '../src/core/package.js';

it('docs/architecture.md has a line for every file, as the files themselves say it', async () => {
  expect(await readFile(join(packageRoot, 'docs/architecture.md'), 'utf8')).toBe(await architecturePage());
});
