import { existsSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../src/core/package.js';
import { workspaceAt } from '../src/core/workspace.js';
import { importRelease } from './import.js';
import { openRelease } from './store.js';
import { freeForm, multipleChoice, type Row, writeLayout } from './testing/layout-folder.js';
import { inWorkspace, syntheticDraft, syntheticFacts } from './testing/synthetic-draft.js';
import { verifyRelease } from './verify.js';
import { writeRelease } from './write.js';

/** Imports a folder of these files as version `v1`; the folder lies in the workspace. */
function imported<T>(
  files: Readonly<Record<string, Readonly<Record<string, Row>>>>,
  look: (result: Awaited<ReturnType<typeof run>>) => T | Promise<T>,
): Promise<T> {
  return inWorkspace(async (workspace) => look(await run(workspace.root, files)));
}

async function run(root: string, files: Readonly<Record<string, Readonly<Record<string, Row>>>>) {
  const workspace = workspaceAt(root);
  const folder = await writeLayout(join(root, 'theirs'), files);
  const warnings: string[] = [];
  const report = await importRelease(
    { workspace, folder, version: 'v1' },
    { onWarning: (warning) => warnings.push(warning) },
  );
  const release = await openRelease(workspace, 'v1');
  const { problems } = await verifyRelease(workspace, 'v1');
  return { workspace, folder, report, release, warnings, problems };
}

const twoFiles = {
  'mixeval/free-form': {
    '0': freeForm('Is it?'),
    '1': freeForm('Was it?'),
    '2': freeForm('Is it?'),
    '7': freeForm('Is it?', { benchmark_name: 'Rivers' }),
    '8': freeForm('Is it?', { context: 'None' }),
  },
  'mixeval/multiple-choice': { '0': multipleChoice('How?'), '1': multipleChoice('How?', { target: [0] }) },
};

describe('importRelease', () => {
  it('makes exact copies one item with their number as weight and all their keys', () =>
    imported(twoFiles, ({ release, problems, warnings }) => {
      const split = release.splits.mixeval?.['free-form'];
      expect(split).toMatchObject({ design: 'draws', batchMatched: 5, auxiliaryTotals: null });
      const found = split?.items.map(({ prompt, context, weight, keys }) => ({
        prompt,
        context,
        weight,
        keys,
      }));
      expect(found).toHaveLength(3);
      expect(found).toEqual(
        expect.arrayContaining([
          { prompt: 'Is it?', context: null, weight: 3, keys: ['0', '2', '7'] },
          { prompt: 'Was it?', context: null, weight: 1, keys: ['1'] },
          { prompt: 'Is it?', context: 'None', weight: 1, keys: ['8'] },
        ]),
      );
      expect(release.splits.mixeval?.['multiple-choice'].items).toHaveLength(2);
      expect(release.splits['mixeval-hard']).toBeUndefined();
      expect(release.manifest).toMatchObject({
        origin: 'imported',
        published: null,
        rows: { mixeval: { 'free-form': 5, 'multiple-choice': 2 } },
      });
      expect(problems).toEqual([]);
      expect(warnings).toEqual([]);
    }));

  it('leaves out rows that cannot be graded, and says which and why', () =>
    imported(
      {
        'mixeval/free-form': {
          a: freeForm('One?', { target: [] }),
          b: freeForm('Two?', { target: ['', 'two'] }),
          c: freeForm('Three?', { target: [' '] }),
          d: freeForm(' '),
        },
        'mixeval/multiple-choice': {
          a: multipleChoice('One?', { target: [2] }),
          b: multipleChoice('Two?', { options: ['only'], target: [0] }),
          c: multipleChoice('Three?', { target: [0, 1] }),
          d: multipleChoice('Four?', { options: ['same', 'same'] }),
        },
      },
      ({ release, warnings, problems }) => {
        expect(release.manifest.counts.mixeval).toEqual({ 'free-form': 1, 'multiple-choice': 1 });
        expect(release.manifest).toMatchObject({
          leftOut: [
            { file: 'mixeval/free-form.json', key: 'a', reason: 'no accepted answer' },
            { file: 'mixeval/free-form.json', key: 'c', reason: 'no accepted answer' },
            { file: 'mixeval/free-form.json', key: 'd', reason: 'no question' },
            {
              file: 'mixeval/multiple-choice.json',
              key: 'a',
              reason: 'target 2 is not one of the 2 options',
            },
            { file: 'mixeval/multiple-choice.json', key: 'b', reason: 'fewer than two options' },
            { file: 'mixeval/multiple-choice.json', key: 'c', reason: '2 right options, expected one' },
          ],
        });
        expect(warnings).toHaveLength(2);
        expect(problems).toEqual([]);
      },
    ));

  const broken: [string, Record<string, Row>, RegExp][] = [
    ['a field of the wrong type', { '4': freeForm('Q?', { target: 'yes' }) }, /row "4", field "target"/],
    [
      'a missing field',
      { '0': { context: null, target: ['x'], benchmark_name: 'B' } },
      /row "0", field "prompt"/,
    ],
    ['the other format', { '0': multipleChoice('Q?') }, /row "0", field "problem_type"/],
  ];
  it.each(broken)('refuses %s, naming file and key', (_, rows, message) =>
    inWorkspace(async (workspace) => {
      const folder = await writeLayout(join(workspace.root, 'theirs'), { 'mixeval/free-form': rows });
      const attempt = importRelease({ workspace, folder, version: 'v1' });
      await expect(attempt).rejects.toMatchObject({
        code: 'invalid-data',
        message: expect.stringMatching(message),
      });
      await expect(attempt).rejects.toThrow(join('mixeval', 'free-form.json'));
      expect(existsSync(join(workspace.versions, 'v1'))).toBe(false);
    }),
  );

  it('refuses a truncated file, and a folder that holds nothing of the layout', () =>
    inWorkspace(async (workspace) => {
      const folder = await writeLayout(join(workspace.root, 'theirs', 'mixeval-2030'), twoFiles);
      const file = join(folder, 'mixeval', 'free-form.json');
      await writeFile(file, (await readFile(file)).subarray(0, 200));
      await expect(importRelease({ workspace, folder, version: 'v1' })).rejects.toMatchObject({
        code: 'corrupt',
        message: expect.stringMatching(/free-form\.json is not valid JSON: it seems cut off/),
      });
      const above = importRelease({ workspace, folder: join(workspace.root, 'theirs'), version: 'v1' });
      await expect(above).rejects.toMatchObject({
        code: 'not-found',
        next: expect.stringContaining('mixeval-2030'),
      });
    }));

  it('warns where other bytes come under a published name, and where a split is absent', () =>
    inWorkspace(async (workspace) => {
      const folder = await writeLayout(join(workspace.root, 'theirs'), {
        'mixeval/free-form': twoFiles['mixeval/free-form'],
      });
      const warnings: string[] = [];
      const onWarning = (warning: string) => warnings.push(warning);
      const { manifest } = await importRelease({ workspace, folder, version: '2024-08-11' }, { onWarning });
      expect(manifest).toMatchObject({ date: '2024-08-11', published: null });
      expect(manifest.counts.mixeval?.['multiple-choice']).toBe(0);
      expect(warnings.join('\n')).toMatch(/not the files that MixEval published as 2024-08-11/);
      expect(warnings.join('\n')).toMatch(/mixeval\/multiple-choice\.json is absent/);
      expect((await verifyRelease(workspace, '2024-08-11')).problems).toEqual([]);
    }));

  it('gives the same manifest wherever the folder lies', async () => {
    const hashes = [1, 2].map(() => imported(twoFiles, ({ release }) => release.manifestHash));
    const [first, second] = await Promise.all(hashes);
    expect(first).toBe(second);
  });

  it('copies a release of ours as it is, weights and all, and refuses a damaged one', () =>
    inWorkspace(async (workspace) => {
      const version = '2025-02-01';
      const { folder } = await writeRelease(workspace, syntheticDraft(version), syntheticFacts(version));
      const original = await openRelease(workspace, version);
      const other = workspaceAt(join(workspace.root, 'other'));
      const report = await importRelease({ workspace: other, folder, version });
      expect(report.manifest.origin).toBe('built');
      expect(await openRelease(other, version)).toEqual({ ...original, folder: report.path });

      await cp(folder, join(workspace.root, 'damaged'), { recursive: true });
      await writeFile(join(workspace.root, 'damaged', 'mixeval', 'free-form.json'), '{}\n');
      const damaged = importRelease({
        workspace: workspaceAt(join(workspace.root, 'third')),
        folder: join(workspace.root, 'damaged'),
        version,
      });
      await expect(damaged).rejects.toMatchObject({
        code: 'corrupt',
        message: expect.stringContaining('free-form'),
      });
    }));

  it('warns that weights are lost where our split files come without their manifest', () =>
    imported(
      { 'mixeval/free-form': { '0': freeForm('Is it?', { weight: 3.5 }) }, 'mixeval/multiple-choice': {} },
      ({ warnings }) => expect(warnings.join()).toMatch(/carry weights/),
    ));
});

const real = resolve(packageRoot, '../shared/data/releases/mixeval-2024-06-01');

describe.skipIf(!existsSync(real))(`the published release 2024-06-01 (skipped without ${real})`, () => {
  it('is recognised by its checksums, and its copies are counted', () =>
    inWorkspace(async (workspace) => {
      const warnings: string[] = [];
      const onWarning = (warning: string) => warnings.push(warning);
      const { manifest } = await importRelease(
        { workspace, folder: real, version: '2024-06-01' },
        { onWarning },
      );
      expect(warnings).toEqual([]);
      expect(manifest).toMatchObject({
        published: { version: '2024-06-01' },
        date: '2024-06-01',
        rows: {
          mixeval: { 'free-form': 2000, 'multiple-choice': 2000 },
          'mixeval-hard': { 'free-form': 500, 'multiple-choice': 500 },
        },
        counts: {
          mixeval: { 'free-form': 1446, 'multiple-choice': 1739 },
          'mixeval-hard': { 'free-form': 200, 'multiple-choice': 246 },
        },
        leftOut: [],
      });
      expect((await verifyRelease(workspace, '2024-06-01')).problems).toEqual([]);
    }));
});
