import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package.js';
import { allCases, reliabilityCases } from './cases.js';
import { checkAll } from './check-all.js';
import { reliabilityDocument } from './table.js';

describe('when things go wrong', () => checkAll(reliabilityCases));

describe('docs/reliability.md', () => {
  it('is made from these tests', async () => {
    const text = await readFile(join(packageRoot, 'docs/reliability.md'), 'utf8');
    expect(text).toBe(reliabilityDocument(allCases));
  });
});
