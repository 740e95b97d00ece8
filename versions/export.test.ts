import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Workspace } from '../src/core/workspace.js';
import { exportRelease } from './export.js';
import { exportFormats } from './formats/index.js';
import { importRelease } from './import.js';
import { parseLayoutFile } from './mixeval-layout.js';
import { freeForm, multipleChoice, writeLayout } from './testing/layout-folder.js';
import { inWorkspace, syntheticDraft, syntheticFacts } from './testing/synthetic-draft.js';
import { writeRelease } from './write.js';

const version = '2025-01-01';

const built = (workspace: Workspace) =>
  writeRelease(workspace, syntheticDraft(version), syntheticFacts(version));

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

// The contract of every export format.
describe.each(exportFormats.all())('export format $name', (format) => {
  it('describes itself in one line', () => {
    expect(format.name).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(format.description).toMatch(/^[^\n]{10,120}$/);
  });

  it('writes what it says it wrote, the same bytes each time', () =>
    inWorkspace(async (workspace) => {
      await built(workspace);
      const contents: Buffer[][] = [];
      for (const name of ['one', 'two']) {
        const out = join(workspace.root, name);
        const report = await exportRelease({ workspace, version, format: format.name, out });
        const files = await filesUnder(out);
        expect(report.files.map((path) => join(out, path)).sort()).toEqual(files);
        expect(files.length).toBeGreaterThan(0);
        contents.push(await Promise.all(files.map((file) => readFile(file))));
      }
      expect(contents[0]).toEqual(contents[1]);
    }));

  it('hands on no damaged release, and leaves nothing behind', () =>
    inWorkspace(async (workspace) => {
      const { folder } = await built(workspace);
      await writeFile(join(folder, 'mixeval-hard', 'multiple-choice.json'), '{}\n');
      const out = join(workspace.root, 'out');
      await expect(exportRelease({ workspace, version, format: format.name, out })).rejects.toMatchObject({
        code: 'corrupt',
      });
      expect(await readdir(workspace.root)).toEqual(['versions']);
    }));

  it('overwrites nothing', () =>
    inWorkspace(async (workspace) => {
      await built(workspace);
      await writeFile(join(workspace.root, 'mine.txt'), 'mine');
      const attempt = exportRelease({ workspace, version, format: format.name, out: workspace.root });
      await expect(attempt).rejects.toMatchObject({ code: 'exists' });
      const out = join(workspace.root, 'empty');
      await mkdir(out);
      await exportRelease({ workspace, version, format: format.name, out });
    }));
});

describe('exportRelease', () => {
  it("gives back an import's original bytes", () =>
    inWorkspace(async (workspace) => {
      const folder = await writeLayout(join(workspace.root, 'theirs'), {
        'mixeval/free-form': {
          '0': freeForm('Is it?'),
          '1': freeForm('Is it?'),
          '2': freeForm('Bad?', { target: [] }),
        },
        'mixeval/multiple-choice': { '0': multipleChoice('How?') },
      });
      await importRelease({ workspace, folder, version: 'v1' });
      const out = join(workspace.root, 'out');
      await exportRelease({ workspace, version: 'v1', format: 'mixeval', out });
      const [given, back] = [await filesUnder(folder), await filesUnder(out)];
      expect(back.map((file) => file.slice(out.length))).toEqual(
        given.map((file) => file.slice(folder.length)),
      );
      for (const [place, file] of given.entries()) {
        expect(await readFile(back[place] ?? '')).toEqual(await readFile(file));
      }
    }));

  it("writes a built release so that MixEval's layout reads it, item by item", () =>
    inWorkspace(async (workspace) => {
      await built(workspace);
      const out = join(workspace.root, 'out');
      await exportRelease({ workspace, version, format: 'mixeval', out });
      const file = join(out, 'mixeval', 'multiple-choice.json');
      const { items, leftOut } = parseLayoutFile(await readFile(file, 'utf8'), 'multiple-choice', file);
      const drawn = syntheticDraft(version).splits.mixeval?.['multiple-choice'].items ?? [];
      expect(leftOut).toEqual([]);
      expect(items.map(({ item, keys }) => [item.id, keys])).toEqual(
        drawn.map(({ id }, place) => [id, [String(place)]]),
      );
    }));

  it('names the formats there are', () =>
    inWorkspace(async (workspace) => {
      const attempt = exportRelease({ workspace, version, format: 'mixevall', out: 'x' });
      await expect(attempt).rejects.toMatchObject({
        code: 'usage',
        next: expect.stringContaining('"mixeval"'),
      });
    }));
});
