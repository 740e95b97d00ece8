import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, mixeval } from '../../../../test/command-line.js';
import { freeForm, multipleChoice, writeLayout } from '../../../../versions/testing/layout-folder.js';
import { packageRoot } from '../../../core/package.js';

/** A workspace with one imported release, `theirs`, and the folder it came from. */
let workspace: string;
let folder: string;

const versions = (...args: string[]) => mixeval(['versions', ...args, '--workspace', workspace]);
const json = async (...args: string[]): Promise<unknown> => {
  const { code, stdout, stderr } = await versions(...args, '--json');
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
};

beforeAll(async () => {
  workspace = await emptyFolder();
  folder = await writeLayout(await emptyFolder(), {
    'mixeval/free-form': { '0': freeForm('Is it?'), '1': freeForm('Is it?'), '2': freeForm('Was it?') },
    'mixeval/multiple-choice': { '0': multipleChoice('How?'), '1': multipleChoice('Why?', { target: [5] }) },
  });
});

describe('mixeval versions', () => {
  it('imports, lists and shows a release', async () => {
    const counts = { mixeval: { 'free-form': 2, 'multiple-choice': 1 } };
    const path = join(workspace, 'versions', 'theirs');
    expect(await json('import', folder, '--version', 'theirs', '--date', '2025-03-01')).toMatchObject({
      version: 'theirs',
      path,
      counts,
      rows: { mixeval: { 'free-form': 3, 'multiple-choice': 2 } },
      leftOut: [{ file: 'mixeval/multiple-choice.json', key: '1' }],
    });
    expect(await json('list')).toMatchObject({
      releases: expect.arrayContaining([
        expect.objectContaining({ version: 'theirs', date: '2025-03-01', origin: 'imported', counts, path }),
      ]),
      published: ['2024-06-01', '2024-06-17', '2024-08-11'],
    });
    expect(await json('show', 'theirs')).toMatchObject({ version: 'theirs', counts, path });
    const shown = await versions('show', 'theirs');
    expect(shown.stdout).toMatch(/mixeval free-form +2 items for 3 rows: Rivers 100.0 %/);
    expect(shown.stdout).toMatch(/exact copies are one item/);
    expect(shown.stdout).toMatch(/mixeval\/multiple-choice\.json "1": target 5 is not one of the 2 options/);
  });

  it('exports what was imported', async () => {
    const out = join(await emptyFolder(), 'out');
    expect(await json('export', 'theirs', '--format', 'mixeval', '--out', out)).toMatchObject({
      files: ['mixeval/free-form.json', 'mixeval/multiple-choice.json'],
    });
    const file = join('mixeval', 'free-form.json');
    expect(await readFile(join(out, file), 'utf8')).toBe(await readFile(join(folder, file), 'utf8'));
  });

  it('verifies: exit code 0, and 1 with every problem', async () => {
    expect(await json('verify', 'theirs')).toEqual({ version: 'theirs', ok: true, problems: [] });
    const file = join(workspace, 'versions', 'theirs', 'README.md');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('theirs', 'ours'));
    const { code, stdout } = await versions('verify', 'theirs', '--json');
    await writeFile(file, text);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, problems: [{ file: 'README.md' }] });
  });

  it.each([
    [['import', '.'], 2, /--version/],
    [['import', '.', '--version', '../x'], 2, /cannot be the name/],
    [['import', '.', '--version', 'x', '--date', '2025-02-30'], 2, /no calendar day/],
    [['show', 'nope'], 1, /Here: .*theirs\..*versions pull/s],
    [['verify', 'nope'], 1, /Here: .*theirs\./],
    [['export', 'theirs', '--format', 'parquet'], 2, /Known: mixeval/],
    [['diff', 'theirs', 'nope'], 1, /Here: .*theirs\./],
    [['suspects', 'theirs'], 1, /imported/],
    [['stability', '--releases', '1'], 2, /2 or more/],
    [['pull', '2030-01-01'], 1, /2024-06-01, 2024-06-17, 2024-08-11/],
    [['pull', '2024-06-01', '--mirror', 'ftp://x'], 2, /http/],
  ])('%j ends with exit code %i', async (args, exitCode, message) => {
    const { code, stdout, stderr } = await versions(...args);
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' });
  });
});

describe('releases that were built', () => {
  it('are compared, their suspects listed, and their stability looked at', async () => {
    const own = await emptyFolder();
    const run = async (...args: string[]): Promise<unknown> => {
      const { code, stdout, stderr } = await mixeval([...args, '--workspace', own, '--json']);
      expect(code, stderr).toBe(0);
      return JSON.parse(stdout);
    };
    await run('mine', join(packageRoot, 'corpus/starter/queries.jsonl'), '--name', 'starter');
    await run('pool', 'add', 'starter', '--limit', '150');
    for (const version of ['2026-01-31', '2026-02-28']) {
      await run('build', '--version', version, '--size', '20', '--hard-size', '0');
    }
    expect(await run('versions', 'diff', '2026-01-31', '2026-02-28')).toMatchObject({
      a: '2026-01-31',
      splits: [{ benchmark: 'mixeval', format: 'free-form' }, { format: 'multiple-choice' }],
    });
    expect(await run('versions', 'suspects', '2026-01-31')).toMatchObject({ suspects: [], open: 0 });
    expect(
      await run('versions', 'stability', '--releases', '3', '--size', '15', '--svg', join(own, 'plot.svg')),
    ).toMatchObject({ releases: 3, places: 15, subjects: 0, svg: null });
  });
});
