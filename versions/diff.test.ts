import { describe, expect, test } from 'vitest';
import { diffOf, diffReleases } from './diff.js';
import type { Splits } from './splits.js';
import { inWorkspace, syntheticDraft, syntheticFacts } from './testing/synthetic-draft.js';
import { writeRelease } from './write.js';

const release = (version: string, splits: Splits) => ({ version, splits });
const first = syntheticDraft('first').splits;

describe('diff', () => {
  test('of a release with itself: everything is kept, nothing moves', () => {
    const diff = diffOf(release('a', first), release('b', first));
    expect(diff.splits).toHaveLength(4);
    for (const { kept, gone, new: added, weightDistance } of diff.splits) {
      expect({ gone, added, weightDistance }).toEqual({ gone: 0, added: 0, weightDistance: 0 });
      expect(kept).toBeGreaterThan(0);
    }
    expect(diff.expectedShift['mixeval-hard']?.shift).toBeCloseTo(0, 12);
  });

  test('counts what came and went, by benchmark and cluster, and they add up', () => {
    const later = syntheticDraft('later', { first: 5 }).splits;
    const { splits } = diffOf(release('a', first), release('b', later));
    const split = splits.find(({ benchmark, format }) => benchmark === 'mixeval' && format === 'free-form');
    expect(split).toMatchObject({ kept: 15, gone: 5, new: 5 });
    const total = (groups: Readonly<Record<string, { kept: number; gone: number; new: number }>> = {}) =>
      Object.values(groups).reduce(
        (sum, group) => ({
          kept: sum.kept + group.kept,
          gone: sum.gone + group.gone,
          new: sum.new + group.new,
        }),
        { kept: 0, gone: 0, new: 0 },
      );
    expect(total(split?.byBenchmark)).toEqual({ kept: 15, gone: 5, new: 5 });
    expect(total(split?.clustersBefore)).toEqual({ kept: 15, gone: 5, new: 0 });
    expect(total(split?.clustersAfter)).toEqual({ kept: 15, gone: 0, new: 5 });
    expect(split?.weightDistance).toBeGreaterThan(0);
    const [most, next] = split?.weightChanges ?? [];
    const change = (one: typeof most): number => Math.abs((one?.after ?? 0) - (one?.before ?? 0));
    expect(change(most)).toBeGreaterThanOrEqual(change(next));
  });

  test('expects easier items to raise scores, and says nothing where difficulties are not known', () => {
    const easier: Splits = {
      ...first,
      ...(first['mixeval-hard'] && {
        'mixeval-hard': {
          'free-form': {
            ...first['mixeval-hard']['free-form'],
            items: first['mixeval-hard']['free-form'].items.map((item) => ({ ...item, difficulty: 0 })),
          },
          'multiple-choice': first['mixeval-hard']['multiple-choice'],
        },
      }),
    };
    const { expectedShift } = diffOf(release('a', first), release('b', easier));
    expect(expectedShift['mixeval-hard']?.shift).toBeGreaterThan(0.1);
    expect(expectedShift.mixeval).toEqual({ shift: null, knownBefore: 0, knownAfter: 0 });
  });

  test('reads releases of a workspace; an unknown one is named', async () => {
    await inWorkspace(async (workspace) => {
      await writeRelease(workspace, syntheticDraft('a'), syntheticFacts('a'));
      await writeRelease(workspace, syntheticDraft('b', { hardSize: 0 }), syntheticFacts('b', 1));
      const { a, b, splits } = await diffReleases(workspace, 'a', 'b');
      expect({ a, b }).toEqual({ a: 'a', b: 'b' });
      expect(splits.filter(({ benchmark }) => benchmark === 'mixeval-hard')).toMatchObject([
        { kept: 0, gone: 10, weightDistance: null },
        { kept: 0, gone: 10, weightDistance: null },
      ]);
      await expect(diffReleases(workspace, 'a', 'nope')).rejects.toMatchObject({ code: 'not-found' });
    });
  });
});
