import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReleaseDraft } from '../mixer/index.js';
import { itemId } from '../src/core/schemas/item.js';
import type { ReleaseItem } from '../src/core/schemas/release-item.js';
import { parseSplit, renderSplit } from './split-file.js';
import { openRelease } from './store.js';
import { inWorkspace, syntheticDraft, syntheticFacts } from './testing/synthetic-draft.js';
import { verifyRelease } from './verify.js';
import { writeRelease } from './write.js';

const finite = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => (value === 0 ? 0 : value));
const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });

const shared = {
  context: fc.option(text),
  prompt: text,
  benchmark_name: text,
  licence: text,
  weight: finite(1e-6, 1e6),
  pi: finite(1e-6, 1),
  tilt: finite(1e-3, 1e3),
  difficulty: fc.option(finite(0, 1)),
  similarity: finite(-1, 1),
  cluster: fc.nat(50),
  canary: text,
};

const anyItem: fc.Arbitrary<ReleaseItem> = fc.oneof(
  fc.record({ ...shared, target: fc.array(text, { minLength: 1, maxLength: 3 }) }).map((item) => ({
    ...item,
    problem_type: 'free-form' as const,
    benchmarks: [item.benchmark_name],
    id: itemId(item),
  })),
  fc
    .record({ ...shared, options: fc.array(text, { minLength: 2, maxLength: 5 }), right: fc.nat(1) })
    .map(({ right, ...item }) => ({
      ...item,
      problem_type: 'multiple-choice' as const,
      target: [right] satisfies [number],
      benchmarks: [item.benchmark_name],
      id: itemId({ ...item, target: [right] }),
    })),
);

describe('a split file', () => {
  it('gives back what was written, whatever stands in the items', () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 12 }), (items) => {
        expect(parseSplit(Buffer.from(renderSplit(items)), 'split.json')).toEqual(items);
      }),
      { numRuns: 300 },
    );
  });

  it('is an object from "0" with one item a line, MixEval\'s fields first', () => {
    const { items } = syntheticDraft('2025-01-01').splits.mixeval?.['multiple-choice'] ?? { items: [] };
    const lines = renderSplit(items).trimEnd().split('\n');
    expect(lines).toHaveLength(items.length + 2);
    expect(lines[1]).toMatch(/^"0": \{"problem_type":"multiple-choice","context":/);
    const value: unknown = JSON.parse(renderSplit(items));
    expect(Object.keys(value ?? {})).toEqual(items.map((_, place) => String(place)));
  });
});

describe('writeRelease', () => {
  const version = '2025-01-01';

  it('writes what openRelease reads', () =>
    inWorkspace(async (workspace) => {
      const draft = syntheticDraft(version);
      const { manifest } = await writeRelease(workspace, draft, syntheticFacts(version));
      const release = await openRelease(workspace, version);
      expect(release.splits).toEqual(draft.splits);
      expect(release.manifest).toEqual(manifest);
      expect(manifest.counts).toEqual({
        mixeval: { 'free-form': 20, 'multiple-choice': 20 },
        'mixeval-hard': { 'free-form': 10, 'multiple-choice': 10 },
      });
      expect(await verifyRelease(workspace, version)).toEqual({ version, ok: true, problems: [] });
    }));

  it('gives the same bytes for the same inputs', async () => {
    const written = (draft: ReleaseDraft) =>
      inWorkspace(async (workspace) => {
        const { folder, manifest } = await writeRelease(workspace, draft, syntheticFacts(version));
        const names = [...Object.keys(manifest.files), 'manifest.json', 'manifest.json.sha256'];
        return Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')]));
      });
    const first = await written(syntheticDraft(version));
    expect(await written(syntheticDraft(version))).toEqual(first);
    expect(await written(syntheticDraft(version, { first: 1 }))).not.toEqual(first);
  });

  it('never changes a release that is there', () =>
    inWorkspace(async (workspace) => {
      await writeRelease(workspace, syntheticDraft(version), syntheticFacts(version));
      const before = await openRelease(workspace, version);
      const again = writeRelease(workspace, syntheticDraft(version, { first: 7 }), syntheticFacts(version));
      await expect(again).rejects.toMatchObject({ code: 'exists' });
      expect((await openRelease(workspace, version)).manifestHash).toBe(before.manifestHash);
    }));

  it('leaves nothing where it is interrupted', () =>
    inWorkspace(async (workspace) => {
      const signal = AbortSignal.abort();
      const attempt = writeRelease(workspace, syntheticDraft(version), syntheticFacts(version), { signal });
      await expect(attempt).rejects.toMatchObject({ code: 'interrupted' });
      expect(await readdir(workspace.versions)).toEqual([]);
    }));

  it('says in its datasheet what it is, from what, and that there is no Hard benchmark', () =>
    inWorkspace(async (workspace) => {
      const draft = syntheticDraft(version, { hardSize: 0 });
      const { folder, manifest } = await writeRelease(workspace, draft, syntheticFacts(version));
      const datasheet = await readFile(join(folder, 'README.md'), 'utf8');
      expect(datasheet).toContain('# Release 2025-01-01');
      expect(datasheet).toContain('5,000 queries of real users');
      expect(datasheet).toContain('mixeval probe');
      expect(datasheet).toContain('CC0-1.0 20, MIT 20');
      expect(datasheet).toContain(manifest.canary);
      expect(datasheet).not.toContain(workspace.root);
      expect(datasheet).not.toMatch(/undefined|NaN|\[object/);
    }));
});
