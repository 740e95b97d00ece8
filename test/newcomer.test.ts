import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, mixeval } from './command-line.js';
import { expectFailure, release, succeed, workspaceWithRelease } from './reliability/world.js';

const lettered = 'question,A,B,C,D,answer\nWhich one is a colour?,red,dog,ten,run,A\n';

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await emptyFolder();
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

describe('a name that no registry has ends with exit code 2 and the known ones', () => {
  const model = ['--model', 'baseline:random'];
  it.each([
    [['mine', 'log.txt', '--format', 'jsnl'], 'jsonl'],
    [['mine', 'log.txt', '--language', 'xx'], 'de, el, en'],
    [['pool', 'add', 'gsm8'], 'gsm8k'],
    [['pool', 'add', '--all', '.', '--language', 'xx'], 'en, zh'],
    [['build', '--version', 'v', '--index', 'none'], 'hnsw'],
    [['build', '--version', 'v', '--hard-method', 'none'], 'discrimination'],
    [['build', '--version', release, '--encoder', 'word2vec'], 'all-MiniLM-L6-v2'],
    [['evaluate', '--version', release, '--model', 'opnai:x'], 'openrouter'],
    [['evaluate', '--version', release, '--model', 'baseline:wise'], 'nearest'],
    [['evaluate', '--version', release, ...model, '--parser', 'none'], 'cascade'],
    [['evaluate', '--version', release, ...model, '--judge', 'opnai:x'], 'openrouter'],
    [['grade', 'log.txt', '--version', release, '--parser', 'none'], 'stored'],
    [['leaderboard', '--version', release, '--format', 'none'], 'markdown'],
    [['versions', 'export', release, '--format', 'none'], 'mixeval'],
  ])('%j', async (args, known) => {
    const cwd = await workspaceWithRelease();
    await writeFile(join(cwd, 'log.txt'), 'how do tides work\n');
    if (args.includes('--encoder')) await rm(join(cwd, 'versions'), { recursive: true });
    const ended = await mixeval([...args, '--workspace', cwd], { cwd });
    expect(ended.code, ended.stderr).toBe(2);
    expect(ended.stderr).toContain(known);
  });
});

describe('what the system refuses is told in plain words', () => {
  it.each([
    ['pool', 'add', 'ours', 'none', '--map', 'prompt=a,target=b'],
    ['pool', 'add', 'gsm8k', 'none'],
    ['pool', 'add', '--all', 'none'],
    ['results', 'import', 'none'],
    ['versions', 'import', 'none', '--version', 'v'],
    ['grade', 'none', '--version', release, '--model', 'm'],
    ['mine', 'none'],
  ])('%s %s %s %s', async (...args) => {
    const cwd = await emptyFolder();
    const ended = await mixeval(args, { cwd });
    expectFailure(ended, 1, 'none');
    expect(ended.stderr).not.toMatch(/\bE[A-Z]{3,}\b/);
  });
});

describe('the workspace', () => {
  it.each([
    ['queries', 'list'],
    ['queries', 'show'],
    ['pool', 'list'],
    ['results', 'list'],
    ['runs', 'list'],
    ['runs', 'check'],
    ['versions', 'list'],
    ['versions', 'show', 'v'],
    ['versions', 'verify', 'v'],
    ['leaderboard', '--version', 'v'],
    ['compare', 'a', 'b'],
    ['config'],
  ])('is not made by a command that only reads: %s %s', async (...args) => {
    const cwd = await emptyFolder();
    await mixeval(args, { cwd });
    expect(await readdir(cwd)).toEqual([]);
  });

  it('is made by one that writes, which says so', async () => {
    const cwd = await emptyFolder();
    const { code, stderr } = await mixeval(['pool', 'add', 'starter'], { cwd });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringContaining(`Made the workspace ${join(cwd, 'mixeval')}`),
    });
  });

  it('is not there after a command that failed before it wrote anything', async () => {
    const cwd = await folderWith({ 'log.json': '[{ "id": 1 }]' });
    for (const source of ['nothing-here', 'log.json']) {
      const failed = await mixeval(['mine', source], { cwd });
      expect(failed.code).not.toBe(0);
      expect(failed.stderr).not.toContain('Made the workspace');
    }
    expect(await readdir(cwd)).toEqual(['log.json']);
  });

  it('is a folder, and `config` says who named it', async () => {
    const cwd = await folderWith({ file: '', '.env': 'MIXEVAL_WORKSPACE=here\n' });
    expectFailure(await mixeval(['runs', 'list', '--workspace', 'file'], { cwd }), 2, 'a file, not a folder');
    const { stdout } = await mixeval(['config', '--json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      workspace: join(cwd, 'here'),
      workspaceOrigin: 'MIXEVAL_WORKSPACE',
    });
  });
});

describe('mine', () => {
  it('says that an input was mined with other options, and does it again with --fresh', async () => {
    const cwd = await folderWith({ 'log.txt': 'how do tides work\nwhy is rust red\n' });
    const run = (...args: string[]) => mixeval(['mine', 'log.txt', ...args], { cwd });
    expect((await run('--max-length', '16')).stdout).toMatch(/1 new query of 2/);
    const again = await run('--explain');
    expect(again.code).toBe(0);
    expect(again.stdout).toMatch(/already mined.*log\.txt\n {2}--explain: without effect/);
    expect(again.stdout).toMatch(/other options.*log\.txt\n.*corpus "log" anew.*--fresh/);
    expect((await run('--fresh')).stdout).toMatch(/2 new queries of 2.*\n.*holds 2 queries, asked 2 times/);
    expect((await run()).stdout).not.toContain('other options');
  });

  it('says how texts without a date get one, and that what was read is not read again for it', async () => {
    const cwd = await folderWith({ 'log.txt': 'how do tides work\n' });
    const run = (...args: string[]) =>
      mixeval(['mine', 'log.txt', '--since', '2026-10-01', ...args], { cwd });
    expect((await run()).stdout).toMatch(/1 no-date\n {2}--source-date .*--fresh/);
    const dated = ['--source-date', '2026-10-05'];
    expect((await run(...dated)).stdout).toMatch(/--source-date: without effect.*\n.*--fresh/);
    expect((await run(...dated, '--fresh')).stdout).toMatch(/1 new query of 1/);
  });

  it('refuses a file of which nothing is in the format named, and reads it in its own afterwards', async () => {
    const cwd = await folderWith({ 'log.txt': 'how do tides work\n' });
    const run = (...args: string[]) => mixeval(['mine', 'log.txt', ...args], { cwd });
    expectFailure(await run('--format', 'jsonl'), 1, /Nothing in log\.txt is valid JSON.*--format/s);
    expect((await run()).stdout).toMatch(/1 new query of 1/);
  });

  it('tells a failure once, and makes no folder for rejected texts', async () => {
    const cwd = await folderWith({ 'log.txt': 'how do tides work\n' });
    const site = await mixeval(['mine', 'http://127.0.0.1:9/'], { cwd });
    expectFailure(site, 1, 'http://127.0.0.1:9/');
    expect(site.stderr.match(/cannot be fetched/g)).toHaveLength(1);
    expect(site.stderr).not.toMatch(/crawler|session|INFO|WARN/i);
    const rejected = await mixeval(['mine', 'log.txt', '--rejected', 'none/r.jsonl'], { cwd });
    expectFailure(rejected, 2, join(cwd, 'none'));
    expect(await readdir(cwd)).not.toContain('none');
  });
});

it('a table with options is not taken for a benchmark of free answers', async () => {
  const cwd = await folderWith({ 'ours.csv': lettered, 'empty.csv': 'question,answer\n' });
  const ended = await mixeval(['pool', 'add', 'gsm8k', 'ours.csv'], { cwd });
  expectFailure(ended, 1, 'question, A, B, C, D, answer', '--map');
  const empty = await mixeval(
    ['pool', 'add', 'ours', 'empty.csv', '--map', 'prompt=question,target=answer'],
    {
      cwd,
    },
  );
  expectFailure(empty, 1, 'no rows');
});

it('a release is not called after a day that no calendar has', async () => {
  const cwd = await emptyFolder();
  expectFailure(await mixeval(['build', '--version', '2026-13-45'], { cwd }), 2, '2026-13-45');
});

it('the encoder reports nothing to anybody', async () => {
  const home = await emptyFolder();
  const { code, stderr } = await mixeval(['doctor'], { cwd: home, env: { HOME: home, XDG_CACHE_HOME: '' } });
  expect({ code, stderr, home: await readdir(home) }).toEqual({ code: 0, stderr: '', home: [] });
});

describe('runs', () => {
  it('are named where a name is not known, compared on what they share, and removed', async () => {
    const workspace = await workspaceWithRelease();
    const run = (...args: string[]) => mixeval([...args, '--workspace', workspace]);
    const evaluate = ['evaluate', '--version', release, '--model'];
    await succeed([...evaluate, 'baseline:random', '--workspace', workspace]);
    await succeed([...evaluate, 'baseline:first', '--limit', '3', '--workspace', workspace]);

    expectFailure(await run('runs', 'list', '--version', 'nope'), 1, release);
    expectFailure(await run('runs', 'list', '--model', 'nope'), 1, 'baseline:first, baseline:random');
    expectFailure(
      await run('leaderboard', '--version', release, '--model', 'nope'),
      1,
      'baseline:first, baseline:random',
    );

    const list = async (): Promise<{ id: string; model: string }[]> =>
      JSON.parse((await run('runs', 'list', '--json')).stdout).runs;
    const [whole, part] = await list();
    const compared = await run('compare', whole?.id ?? '', part?.id ?? '');
    expect(compared.stdout).toMatch(/6 items that all of them answered/);
    expect(compared.stdout).toMatch(/left out: 34 .*baseline:random/);

    expect((await run('runs', 'remove', part?.id ?? '')).stdout).toContain('baseline:first');
    expect(await list()).toEqual([expect.objectContaining({ model: 'baseline:random' })]);
    expectFailure(await run('runs', 'remove', part?.id ?? ''), 1, 'no run');
  });

  it('that are not complete are not the latest', async () => {
    const workspace = await workspaceWithRelease();
    const folder = join(workspace, 'versions', release, 'mixeval');
    const items: Record<string, { id: string }> = JSON.parse(
      await readFile(join(folder, 'free-form.json'), 'utf8'),
    );
    await mkdir(join(workspace, 'in'));
    const file = join(workspace, 'in', 'some.jsonl');
    const [first] = Object.values(items);
    await writeFile(file, JSON.stringify({ id: first?.id, response: 'x' }));
    await succeed([
      ...['evaluate', '--version', release, '--model', 'baseline:first'],
      ...['--workspace', workspace],
    ]);
    const partial = await mixeval([
      'grade',
      file,
      '--version',
      release,
      '--model',
      'mine',
      '--workspace',
      workspace,
    ]);
    expect(partial.code).toBe(1);
    const shown = await mixeval(['runs', 'show', '--limit', '1', '--workspace', workspace]);
    expect(shown.stdout).toMatch(/^\S+: baseline:first on/);
  });
});
