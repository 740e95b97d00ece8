import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Workspace } from '../src/core/workspace.js';
import { exportRelease } from './export.js';
import { exportFormats } from './formats/index.js';
import { divideSplits, privateFolder } from './private-part.js';
import { itemsOf, type Splits } from './splits.js';
import { findRelease, openRelease, publishedIds } from './store.js';
import { inWorkspace, syntheticDraft, syntheticFacts } from './testing/synthetic-draft.js';
import { verifyRelease } from './verify.js';
import { type ReleaseFacts, writeRelease } from './write.js';

const version = '2025-01-01';

function facts(share: number): ReleaseFacts {
  const all = syntheticFacts(version);
  return { ...all, parameters: { ...all.parameters, private: share } };
}

async function built(workspace: Workspace, share = 0.3) {
  const draft = syntheticDraft(version);
  return { ...(await writeRelease(workspace, draft, facts(share))), splits: draft.splits };
}

const idsOf = (splits: Splits): string[] => [...itemsOf(splits)].map(({ id }) => id);

async function textUnder(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return (await Promise.all(files.map((file) => readFile(file, 'latin1')))).join('\n');
}

describe('divideSplits', () => {
  it('makes about the asked-for part private, and every item in all releases or in none', () => {
    const size = 3000;
    const { splits } = syntheticDraft(version, { size, hardSize: 1000 });
    const { published, part } = divideSplits(splits, 0.2);
    const normal = new Set((published.mixeval?.['free-form'].items ?? []).map(({ id }) => id));
    const kept = published.mixeval?.['free-form'].items.length ?? 0;
    const standardError = Math.sqrt(size * 0.2 * 0.8);
    expect(Math.abs(kept - 0.8 * size) / standardError).toBeLessThan(4);
    expect(part?.counts.mixeval?.['free-form']).toBe(size - kept);
    // Hard draws from the same items: what is published here is published there.
    const hard = splits['mixeval-hard']?.['free-form'].items ?? [];
    const publishedHard = new Set(published['mixeval-hard']?.['free-form'].items.map(({ id }) => id));
    for (const { id } of hard) expect(publishedHard.has(id)).toBe(normal.has(id));
  });

  it('always makes private what may not stand in plain text, and else nothing where nothing was asked for', () => {
    const { splits } = syntheticDraft(version);
    expect(divideSplits(splits, 0)).toMatchObject({ published: splits, part: null });
    const { mixeval } = splits;
    if (!mixeval) throw new Error('There should be a normal benchmark.');
    const items = mixeval['free-form'].items.map((item, place) =>
      place === 3 ? { ...item, benchmark_name: 'GPQA', benchmarks: ['GPQA'] } : item,
    );
    const { published, part } = divideSplits(
      { mixeval: { ...mixeval, 'free-form': { ...mixeval['free-form'], items } } },
      0,
    );
    expect(part?.counts.mixeval).toEqual({ 'free-form': 1, 'multiple-choice': 0 });
    expect(idsOf(published)).not.toContain(items[3]?.id);
  });
});

describe('a release with a private part', () => {
  it('is whole where the part is here, in the order it was drawn in', () =>
    inWorkspace(async (workspace) => {
      const { splits, manifest } = await built(workspace);
      const opened = await openRelease(workspace, version);
      expect(opened.splits).toEqual(splits);
      expect(opened).toMatchObject({ publishedOnly: false, contentHash: opened.manifestHash });
      expect(manifest.private?.counts.mixeval?.['free-form']).toBeGreaterThan(0);
      expect(await verifyRelease(workspace, version)).toMatchObject({ ok: true });
    }));

  it('has no word of it in its folder nor in any export', () =>
    inWorkspace(async (workspace) => {
      const { splits, folder } = await built(workspace);
      const published = new Set(idsOf(divideSplits(splits, 0.3).published));
      expect(await publishedIds(await findRelease(workspace, version))).toEqual(published);
      const secret = [...itemsOf(splits)].filter(({ id }) => !published.has(id));
      expect(secret.length).toBeGreaterThan(5);
      const folders = [folder];
      for (const { name } of exportFormats.all()) {
        const out = join(workspace.root, name);
        await exportRelease({ workspace, version, format: name, out });
        folders.push(out);
      }
      for (const each of folders) {
        const text = await textUnder(each);
        for (const { id } of secret) expect(text).not.toContain(id);
      }
    }));

  it('is a smaller sample of the same where the part is not here, and says that it is another set of items', () =>
    inWorkspace(async (workspace) => {
      const { splits } = await built(workspace);
      const whole = await findRelease(workspace, version);
      await rm(workspace.privateParts, { recursive: true });
      const opened = await openRelease(workspace, version);
      expect(opened).toMatchObject({ publishedOnly: true, manifestHash: whole.manifestHash });
      expect(opened.contentHash).not.toBe(whole.contentHash);
      const all = splits.mixeval?.['free-form'].items ?? [];
      const read = opened.splits.mixeval?.['free-form'].items ?? [];
      const share = read.length / all.length;
      expect(share).toBeLessThan(1);
      for (const item of read) {
        const before = all.find(({ id }) => id === item.id);
        expect(item.pi).toBeCloseTo(share * (before?.pi ?? 0), 12);
        expect(item.weight * (item.pi ?? 0)).toBeCloseTo((before?.weight ?? 0) * (before?.pi ?? 0), 9);
      }
      expect(await verifyRelease(workspace, version)).toMatchObject({ ok: true });
    }));

  it.each([
    ['changed', (file: string) => writeFile(file, '{}\n')],
    ['missing', (file: string) => rm(file)],
  ])('names a file of the part that is %s', (_, damage) =>
    inWorkspace(async (workspace) => {
      await built(workspace);
      const file = join(privateFolder(workspace, version), 'mixeval', 'free-form.json');
      await damage(file);
      await expect(openRelease(workspace, version)).rejects.toMatchObject({
        code: 'corrupt',
        details: { file },
      });
      expect((await verifyRelease(workspace, version)).problems).toMatchObject([
        { file: `private/${version}/mixeval/free-form.json` },
      ]);
    }),
  );

  it('takes the place of what an ended build left, and is never taken from a release that is there', () =>
    inWorkspace(async (workspace) => {
      const left = join(privateFolder(workspace, version), 'left.json');
      await built(workspace);
      await rm(join(workspace.versions, version), { recursive: true });
      await writeFile(left, '{}\n');
      await built(workspace);
      expect(await readdir(privateFolder(workspace, version))).toEqual(['mixeval', 'mixeval-hard']);
      await expect(built(workspace, 0)).rejects.toMatchObject({ code: 'exists' });
      expect(await verifyRelease(workspace, version)).toMatchObject({ ok: true });
    }));
});
