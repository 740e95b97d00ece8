import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gradeResponses } from '../../../eval/index.js';
import { sumVersion, withSums } from '../../../eval/testing/sum-release.js';
import { mixeval } from '../../../test/command-line.js';
import { openRelease } from '../../../versions/index.js';
import { type Workspace, workspaceAt } from '../../core/workspace.js';

/** How many of 80 items each model gets right: every second one of the last is another than the others'. */
const models = { first: 76, second: 72, third: 60, fourth: 40, last: 20 };

let root = '';
let workspace: Workspace;
let leave: () => void;
let left: Promise<void>;
const ids = new Map<string, string>();

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'mixeval-board-'));
  await new Promise<void>((ready) => {
    left = withSums({ items: 80 }, async (made) => {
      workspace = workspaceAt(made.root);
      for (const [model, right] of Object.entries(models)) await addRun(model, right);
      await new Promise<void>((end) => {
        leave = end;
        ready();
      });
    });
  });
});
afterAll(async () => {
  leave();
  await left;
  await rm(root, { recursive: true, force: true });
});

async function addRun(model: string, right: number): Promise<void> {
  const { splits } = await openRelease(workspace, sumVersion);
  const items = [
    ...(splits.mixeval?.['free-form'].items ?? []),
    ...(splits.mixeval?.['multiple-choice'].items ?? []),
  ];
  const lines = items.map((item, place) => {
    const isRight = (place * 37) % 80 < right;
    const answer =
      item.problem_type === 'free-form'
        ? isRight
          ? item.target[0]
          : '-5'
        : String.fromCharCode(65 + ((item.target[0] + (isRight ? 0 : 1)) % item.options.length));
    return JSON.stringify({ id: item.id, response: answer });
  });
  const path = join(root, `${model}.jsonl`);
  await writeFile(path, lines.join('\n'));
  const [outcome] = await gradeResponses({ workspace, version: sumVersion, paths: [path], model });
  ids.set(model, outcome?.id ?? '');
}

const board = (...args: string[]) =>
  mixeval(['leaderboard', '--version', sumVersion, '--workspace', workspace.root, ...args], { cwd: root });

describe('mixeval leaderboard', () => {
  it('shows rank intervals, cost and time, and fits 80 columns', async () => {
    const { stdout } = await board();
    expect(stdout).toMatch(/^rank +ranks +score +95 % interval +unscored +USD +seconds +model$/m);
    expect(stdout).toMatch(/^1= +1-2 +95\.0 .* first$/m);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('--fail-if-worse-than exits 100 where a difference is shown, and only there', async () => {
    const near = await board('--model', 'second', '--fail-if-worse-than', ids.get('first') ?? '');
    expect(near.code, near.stderr).toBe(0);
    const far = await board('--fail-if-worse-than', ids.get('second') ?? '', '--json');
    expect(far.code).toBe(100);
    expect(far.stderr).toMatch(/last is shown to be 65\.0 points worse than .* \(95 %: /);
    const { failures } = JSON.parse(far.stdout);
    expect(failures.map(({ model, gate }: Record<string, string>) => [model, gate])).toEqual([
      ['third', 'fail-if-worse-than'],
      ['fourth', 'fail-if-worse-than'],
      ['last', 'fail-if-worse-than'],
    ]);
    expect((await board('--fail-if-worse-than', 'nobody')).code).toBe(1);
  });

  it('--fail-under takes a share or a percentage', async () => {
    expect((await board('--model', 'first', '--fail-under', '0.70')).code).toBe(0);
    expect((await board('--model', 'third', '--fail-under', '80%')).code).toBe(100);
    // 60 of 80 are right: just the threshold is not below it.
    expect((await board('--model', 'third', '--fail-under', '75%')).code).toBe(0);
  });

  it('--against gives three correlations with intervals, and says who is missing', async () => {
    await writeFile(
      join(root, 'elo.csv'),
      'model,Votes,Elo\nfirst,1,1250\nsecond,2,1240\nthird,3,1100\nfourth,4,1150\nlast,5,1000\nother,6,900\n',
    );
    const { stdout } = await board('--against', 'elo.csv', '--against-column', 'Elo', '--json');
    const { agreement } = JSON.parse(stdout);
    // SciPy 1.17: spearmanr and kendalltau of (5 4 3 2 1) and (5 4 2 3 1).
    expect(agreement).toMatchObject({ n: 5, onlyHere: [], onlyThere: 1, column: 'Elo' });
    expect(agreement.spearman.value).toBeCloseTo(0.9, 12);
    expect(agreement.kendall.value).toBeCloseTo(0.8, 12);
    expect(agreement.spearman.interval).toHaveLength(2);
    const shown = await board('--against', 'elo.csv', '--against-column', 'Elo');
    expect(shown.stdout).toContain('Spearman 0.90 (');
    expect(shown.stdout).toContain('10000 draws, seed 1');
    const missing = await board('--against', 'no.csv');
    expect(missing.stderr).toMatch(/There is no file or folder at ".*no\.csv"/);
    const wrong = await board('--against', 'elo.csv', '--against-column', 'Stars');
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain('no column "Stars"');
  });

  it('--groups gives means over groups, and their mean', async () => {
    await writeFile(
      join(root, 'groups.json'),
      '{"sums": ["Sums"], "choices": ["Choices"], "none": ["Chess"]}',
    );
    const { stdout } = await board('--groups', 'groups.json', '--json');
    const { entries, unknownNames } = JSON.parse(stdout);
    expect(unknownNames).toEqual(['Chess']);
    expect(entries[0].groups.groups.map(({ group, n }: Record<string, unknown>) => [group, n])).toEqual([
      ['sums', 40],
      ['choices', 40],
      ['none', 0],
    ]);
    expect(entries[0].groups.mean.score).toBeCloseTo(0.95, 12);
    const shown = await board('--groups', 'groups.json');
    expect(shown.stdout).toContain('mean over groups');
    expect(shown.stderr).toContain('No items go by these names of groups: Chess.');
    const csv = (await board('--groups', 'groups.json', '--format', 'csv', '--model', 'first')).stdout;
    expect(csv).toMatch(
      /,group sums,group choices,group none,mean over groups\r\n.*,0\.975,0\.925,,0\.95\d*\r\n$/,
    );
  });

  it('--format html is a page of its own', async () => {
    const { stdout, code } = await board('--format', 'html');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^<!doctype html>/);
    expect(stdout).toContain('<td class="name">first</td>');
  });
});

describe('mixeval compare', () => {
  it('shows where two runs differ, and what the items can show', async () => {
    const pair = [ids.get('first') ?? '', ids.get('fourth') ?? ''];
    const run = (...args: string[]) => mixeval(['compare', ...pair, '--workspace', workspace.root, ...args]);
    const { stdout } = await run('--items', '3');
    expect(stdout).toContain('36 items with different scores: the first is better on 36, the second on 0');
    expect(stdout.match(/^ +100\.0 +0\.0 /gm)).toHaveLength(3);
    expect(stdout).toMatch(/smallest difference that these items show with 80 % power: \d+\.\d points/);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    const { pairs, resampling } = JSON.parse((await run('--json', '--items', '100')).stdout);
    expect(pairs[0].differing.items).toHaveLength(36);
    expect(pairs[0]).toMatchObject({ test: 'mcnemar', topics: [], detectable: expect.any(Number) });
    expect(resampling).toEqual({ draws: 10_000, seed: 1 });
  });
});
