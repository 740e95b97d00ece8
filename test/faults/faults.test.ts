import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package.js';
import { checkAll } from '../reliability/check-all.js';
import { faults } from './index.js';

describe('faults while models are asked', () => {
  checkAll(Object.values(faults).flat());

  it('are all the folders of test/faults', async () => {
    const entries = await readdir(join(packageRoot, 'test/faults'), { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(Object.keys(faults).sort()).toEqual(folders.sort());
  });
});
