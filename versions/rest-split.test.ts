import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RestingSplit } from '../src/core/resting-split.js';
import type { Split } from '../src/core/schemas/release-item.js';
import { openRelease, openResting } from './store.js';
import { inWorkspace, syntheticDraft, syntheticFacts } from './testing/synthetic-draft.js';
import { writeRelease } from './write.js';

const version = 'v';
const draft = syntheticDraft(version);
const facts = syntheticFacts(version);

/** A split at rest holds the same heads as one in memory, and gives the same items in whatever order they are read. */
async function expectAlike(resting: RestingSplit | undefined, split: Split | undefined): Promise<void> {
  const items = split?.items ?? [];
  expect(items.length).toBeGreaterThan(0);
  const heads = [...(resting?.heads ?? [])];
  for (const [place, item] of items.entries()) {
    const head = heads[place];
    expect(head?.place).toBe(place);
    const { place: _place, ...rest } = head ?? { place };
    expect(item).toMatchObject(rest);
  }
  const read = resting?.reader();
  const backwards = [...items.entries()].reverse();
  for (const [place, { id, prompt, target }] of [...items.entries(), ...backwards]) {
    expect(await read?.(place)).toMatchObject({ id, prompt, target });
  }
}

describe('a split at rest', () => {
  it.each([
    ['whole', 0, true],
    ['with a private part', 0.3, true],
    ['whose private part is not here', 0.3, false],
  ])('%s is what it is in memory', (_, share, isHere) =>
    inWorkspace(async (workspace) => {
      await writeRelease(workspace, draft, { ...facts, parameters: { ...facts.parameters, private: share } });
      if (!isHere) await rm(workspace.privateParts, { recursive: true });
      const { splits } = await openRelease(workspace, version);
      const resting = await openResting(workspace, version);
      for (const format of ['free-form', 'multiple-choice'] as const) {
        await expectAlike(resting.splits.mixeval?.[format], splits.mixeval?.[format]);
      }
    }),
  );

  it.each([
    ['is another one', () => '{\n"0": {}\n}\n'],
    [
      'asks something else under the same ids',
      (text: string) => text.replaceAll('"prompt":"', '"prompt":"X'),
    ],
    [
      'accepts something else, as long as before',
      (text: string) => text.replaceAll(/"target":\["./g, '"target":["~'),
    ],
  ])('says so where its file %s since it was opened', (_, change) =>
    inWorkspace(async (workspace) => {
      const { folder } = await writeRelease(workspace, draft, facts);
      const { splits } = await openResting(workspace, version);
      const read = splits.mixeval?.['free-form'].reader();
      const file = join(folder, 'mixeval', 'free-form.json');
      const before = await readFile(file, 'utf8');
      await writeFile(file, change(before));
      expect(await readFile(file, 'utf8')).not.toBe(before);
      await expect(read?.(3)).rejects.toMatchObject({ code: 'corrupt' });
      await rm(file);
      await expect(read?.(3)).rejects.toMatchObject({ code: 'corrupt' });
    }),
  );
});
