import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReleaseDraft } from '../mixer/index.js';
import type { ReleaseItem, Split } from '../src/core/schemas/release-item.js';
import type { Workspace } from '../src/core/workspace.js';
import { openRelease } from './store.js';
import { inWorkspace, syntheticDraft, syntheticFacts } from './testing/synthetic-draft.js';
import { verifyRelease } from './verify.js';
import { writeRelease } from './write.js';

const version = '2025-01-01';

async function written(workspace: Workspace, draft: ReleaseDraft = syntheticDraft(version)) {
  const { folder, manifest } = await writeRelease(workspace, draft, syntheticFacts(version));
  return { folder, names: [...Object.keys(manifest.files), 'manifest.json', 'manifest.json.sha256'] };
}

/** A draft whose first free-form item has been tampered with before it is written. */
function withFirst(change: (item: ReleaseItem, second: ReleaseItem) => ReleaseItem): ReleaseDraft {
  const draft = syntheticDraft(version, { hardSize: 0 });
  const both = draft.splits.mixeval;
  const [first, second, ...rest] = both?.['free-form'].items ?? [];
  if (!both || !first || !second) throw new Error('The synthetic draft has too few items.');
  const changed: Split = { ...both['free-form'], items: [change(first, second), second, ...rest] };
  return { ...draft, splits: { mixeval: { ...both, 'free-form': changed } } };
}

describe('verifyRelease', () => {
  it('finds any flipped byte of any file, and a reader meets it too', () =>
    inWorkspace(async (workspace) => {
      const { folder, names } = await written(workspace);
      const read = ['manifest.json', 'mixeval/free-form.json', 'mixeval-hard/multiple-choice.json'];
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...names),
          fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
          fc.integer({ min: 1, max: 255 }),
          async (name, place, change) => {
            const path = join(folder, name);
            const bytes = await readFile(path);
            const flipped = Buffer.from(bytes);
            const at = Math.floor(place * bytes.length);
            flipped[at] = (flipped[at] ?? 0) ^ change;
            await writeFile(path, flipped);
            const { ok, problems } = await verifyRelease(workspace, version);
            const opened = await openRelease(workspace, version).catch((error: unknown) => error);
            await writeFile(path, bytes);
            expect(ok).toBe(false);
            const blamed = problems.map(({ file }) => file);
            expect(blamed).toContain(name === 'manifest.json.sha256' ? 'manifest.json' : name);
            if (read.includes(name)) {
              expect(opened).toMatchObject({ code: 'corrupt', message: expect.stringContaining(name) });
            }
          },
        ),
        { numRuns: 150 },
      );
      expect(await verifyRelease(workspace, version)).toMatchObject({ ok: true });
    }));

  it('names all problems of all files: missing, unknown, truncated', () =>
    inWorkspace(async (workspace) => {
      const { folder } = await written(workspace);
      await rm(join(folder, 'README.md'));
      await writeFile(join(folder, 'mixeval', 'extra.json'), '{}');
      const cut = join(folder, 'mixeval-hard', 'free-form.json');
      await writeFile(cut, (await readFile(cut)).subarray(0, 500));
      const { ok, problems } = await verifyRelease(workspace, version);
      expect(ok).toBe(false);
      expect(problems.map(({ file }) => file).sort()).toEqual([
        'README.md',
        'mixeval-hard/free-form.json',
        'mixeval-hard/free-form.json',
        'mixeval/extra.json',
      ]);
      expect(problems.find(({ problem }) => problem.includes('cut off'))?.file).toBe(
        'mixeval-hard/free-form.json',
      );
    }));

  it('goes on where there is no manifest to go by', () =>
    inWorkspace(async (workspace) => {
      const { folder } = await written(workspace);
      await writeFile(join(folder, 'manifest.json'), '{"version": 3}');
      await writeFile(join(folder, 'mixeval', 'free-form.json'), '[]');
      const { problems } = await verifyRelease(workspace, version);
      expect(new Set(problems.map(({ file }) => file))).toEqual(
        new Set(['manifest.json', 'mixeval/free-form.json']),
      );
    }));

  const wrong: [string, ReleaseDraft, RegExp][] = [
    ['an item that stands twice', withFirst((_, second) => second), /the same id as item "0"/],
    [
      'an id that is not of the content',
      withFirst((item) => ({ ...item, prompt: 'Another?' })),
      /has the id/,
    ],
    ['a weight beyond the traffic', withFirst((item) => ({ ...item, weight: 1e6 })), /more than the 2000/],
    ['a foreign canary', withFirst((item) => ({ ...item, canary: 'x' })), /canary/],
    ['a probability that is missing', withFirst((item) => ({ ...item, pi: null })), /expected a probability/],
    ['a tilt outside of Hard', withFirst((item) => ({ ...item, tilt: 2 })), /tilt 2/],
  ];
  it.each(wrong)('finds %s although every checksum is right', (_, draft, problem) =>
    inWorkspace(async (workspace) => {
      await written(workspace, draft);
      const { problems } = await verifyRelease(workspace, version);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatchObject({
        file: 'mixeval/free-form.json',
        problem: expect.stringMatching(problem),
      });
    }),
  );
});
