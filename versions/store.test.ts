import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MixevalError } from '../src/core/errors.js';
import { listReleases, openRelease } from './store.js';
import { inWorkspace, syntheticDraft, syntheticFacts } from './testing/synthetic-draft.js';
import { writeRelease } from './write.js';

describe('the store', () => {
  it('names the releases that are here and says how to get others', () =>
    inWorkspace(async (workspace) => {
      await writeRelease(workspace, syntheticDraft('mine'), syntheticFacts('mine'));
      const unknown = openRelease(workspace, '2024-06-10');
      await expect(unknown).rejects.toMatchObject({
        code: 'not-found',
        message: expect.stringMatching(/^There is no release "2024-06-10"\. Here: .*\bmine\b/),
        next: expect.stringMatching(
          /mixeval versions pull 2024-06-01.*mixeval versions import FOLDER --version V/,
        ),
      });
    }));

  it('opens no folder outside of its shelves', () =>
    inWorkspace(async (workspace) => {
      await expect(openRelease(workspace, '../versions')).rejects.toMatchObject({ code: 'usage' });
    }));

  it('reads only the benchmark that is asked for', () =>
    inWorkspace(async (workspace) => {
      const { folder } = await writeRelease(workspace, syntheticDraft('v'), syntheticFacts('v'));
      await writeFile(join(folder, 'mixeval-hard', 'free-form.json'), 'damaged');
      const { splits } = await openRelease(workspace, 'v', { benchmarks: ['mixeval'] });
      expect(Object.keys(splits)).toEqual(['mixeval']);
      await expect(openRelease(workspace, 'v')).rejects.toMatchObject({ code: 'corrupt' });
    }));

  it('says why there is no Hard benchmark and what makes one', () =>
    inWorkspace(async (workspace) => {
      await writeRelease(workspace, syntheticDraft('v', { hardSize: 0 }), syntheticFacts('v'));
      await expect(openRelease(workspace, 'v', { benchmarks: ['mixeval-hard'] })).rejects.toMatchObject({
        code: 'not-found',
        next: expect.stringContaining('mixeval probe'),
      });
    }));

  it('lists releases by date, tells of damaged ones, and passes over folders that are none', () =>
    inWorkspace(async (workspace) => {
      for (const [version, date] of [
        ['b', '2025-01-01'],
        ['a', '2025-02-01'],
        ['c', null],
        ['broken', null],
      ] as const) {
        await writeRelease(workspace, syntheticDraft(version), { ...syntheticFacts(version), date });
      }
      await writeFile(join(workspace.versions, 'broken', 'manifest.json'), '{}');
      await mkdir(join(workspace.versions, 'notes'));
      const damaged: MixevalError[] = [];
      const releases = await listReleases(workspace, (error) => damaged.push(error));
      const own = releases.filter(({ folder }) => folder.startsWith(workspace.root));
      expect(own.map(({ version }) => version)).toEqual(['c', 'b', 'a']);
      expect(damaged.map(({ details }) => details['file'])).toEqual([
        join(workspace.versions, 'broken', 'manifest.json'),
      ]);
    }));

  it('refuses a release under a name that is not its own', () =>
    inWorkspace(async (workspace) => {
      const { folder } = await writeRelease(workspace, syntheticDraft('v'), syntheticFacts('v'));
      await mkdir(join(workspace.root, 'other'));
      const { rename } = await import('node:fs/promises');
      await rename(folder, join(workspace.versions, 'w'));
      await expect(openRelease(workspace, 'w')).rejects.toMatchObject({ code: 'invalid-data' });
    }));
});
