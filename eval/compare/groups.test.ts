import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/package.js';
import { workspaceAt } from '../../src/core/workspace.js';
import { openRelease } from '../../versions/index.js';
import { emptySplit, freeFormItem } from '../statistics/sample.fixture.js';
import { sampleOf } from '../statistics/sample.js';
import { groupScores, readGroups, unknownNames } from './groups.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mixeval-groups-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function file(text: string): Promise<string> {
  const path = join(folder, 'groups.json');
  await writeFile(path, text);
  return path;
}

const subjects = ['physics', 'chemistry', 'law', undefined];
const sample = sampleOf({
  'free-form': {
    design: 'pareto',
    batchMatched: 1000,
    auxiliaryTotals: null,
    items: subjects.flatMap((subject, at) =>
      [0, 1].map((twin) => ({
        ...freeFormItem(2 * at + twin, {
          weight: 1 + twin,
          pi: 0.5,
          benchmarks: [subject ? 'School' : 'Sums'],
        }),
        ...(subject === undefined ? {} : { subject }),
      })),
    ),
  },
  'multiple-choice': emptySplit,
});
// Physics: 1/3; chemistry: 1; law: 0; Sums: 2/3.
const scores = [1, 0, 1, 1, 0, 0, 0, 1];

test('means over subjects and benchmarks that a file names, and the mean of them', async () => {
  const groups = await readGroups(
    await file(
      '{"sciences": ["physics", "chemistry"], "law": ["law"], "sums": ["Sums"], "none": ["alchemy"]}',
    ),
  );
  const { groups: found, mean } = groupScores(sample, scores, groups);
  expect(found.map(({ group, n }) => [group, n])).toEqual([
    ['sciences', 4],
    ['law', 2],
    ['sums', 2],
    ['none', 0],
  ]);
  expect(found.map(({ score }) => score)).toEqual([
    expect.closeTo(4 / 6, 12),
    0,
    expect.closeTo(2 / 3, 12),
    null,
  ]);
  expect(mean?.score).toBeCloseTo((4 / 6 + 0 + 2 / 3) / 3, 12);
  expect(mean?.interval[0]).toBeLessThan(mean?.score ?? 0);
  expect(mean?.interval[1]).toBeGreaterThan(mean?.score ?? 1);
  expect(unknownNames(sample, groups)).toEqual(['alchemy']);
});

test('an item that two names of a group stand for counts once', () => {
  const { groups } = groupScores(sample, scores, { all: ['School', 'physics'] });
  expect(groups[0]?.n).toBe(6);
});

test('refuses what is no list of names for each name, and says where', async () => {
  await expect(readGroups(await file('not JSON'))).rejects.toMatchObject({ code: 'corrupt' });
  for (const text of ['["physics"]', '{"sciences": []}', '{"sciences": "physics"}']) {
    await expect(readGroups(await file(text))).rejects.toMatchObject({ code: 'invalid-data' });
  }
});

test('the groups of the example are of subjects that the release with the package has', async () => {
  const { splits } = await openRelease(workspaceAt(folder), '2026-11-20', { benchmarks: ['mixeval'] });
  const groups = await readGroups(join(packageRoot, 'examples/groups.json'));
  expect(Object.keys(groups)).toHaveLength(4);
  expect(splits.mixeval && unknownNames(sampleOf(splits.mixeval), groups)).toEqual([]);
});
