import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package.js';
import { reliabilityCases } from './cases.js';
import { reliabilityDocument } from './table.js';

describe('when things go wrong', () => {
  for (const { given, outcome, check, skip } of reliabilityCases) {
    const name = `${given}: ${outcome}`;
    if (skip === undefined) it(name, check);
    else it.skip(`${name} (skipped: ${skip})`, check);
  }
});

describe('docs/reliability.md', () => {
  it('is made from these tests', async () => {
    const text = await readFile(join(packageRoot, 'docs/reliability.md'), 'utf8');
    expect(text).toBe(reliabilityDocument(reliabilityCases));
  });
});
