import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { itemId } from '../../src/core/schemas/item.js';
import { type Workspace, workspaceAt } from '../../src/core/workspace.js';
import {
  addPool,
  addPools,
  listPools,
  type PoolReport,
  parseMap,
  readPool,
  removePool,
  showPool,
} from '../index.js';

let root: string;
let folder: string;
let workspace: Workspace;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'mixeval-pools-'));
});
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'case-'));
  workspace = workspaceAt(join(folder, 'workspace'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

const lines = (...rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join('\n');
const add = (path: string, map: string, more: object = {}): Promise<PoolReport> =>
  addPool({ workspace, name: 'mine', path, map: parseMap(map), ...more });

const question = (n: number): object => ({ q: `What is ${n} plus ${n}?`, a: String(2 * n) });

describe('addPool, a file of your own', () => {
  const asked = {
    problem_type: 'multiple-choice',
    prompt: 'What floats?',
    options: ['stone', 'cork'],
    target: [1],
  };
  const asCsv = 'q,one,two,a\nWhat floats?,stone,cork,B\n';

  it.each([
    ['rows.jsonl', lines({ q: 'What floats?', o: ['stone', 'cork'], a: 1 }), 'prompt=q,options=o,target=a'],
    [
      'rows.json',
      lines({ ask: { q: 'What floats?', o: ['stone', 'cork'] }, a: 'cork' }),
      'prompt=ask.q,options=ask.o,target=a',
    ],
    ['rows.csv', asCsv, 'prompt=q,options=one+two,target=a'],
    ['rows.tsv', asCsv.replaceAll(',', '\t'), 'prompt=q,options=one+two,target=a'],
    ['packed.csv', 'q,o,a\nWhat floats?,"[""stone"",""cork""]",cork\n', 'prompt=q,options=o,target=a'],
    [
      'scores.jsonl',
      lines({ q: 'What floats?', o: { stone: 0, cork: 1 } }),
      'prompt=q,options=o,target=o:scores',
    ],
    ['index.csv', 'q,one,two,a\nWhat floats?,stone,cork,1\n', 'prompt=q,options=one+two,target=a:index'],
  ])('%s', async (name, content, map) => {
    const report = await add(await file(name, content), map);
    expect(report).toMatchObject({ name: 'mine', read: 1, kept: 1, rejected: {}, refusedFiles: [] });
    const { items } = await readPool(workspace);
    expect(items).toMatchObject([asked]);
    expect(items[0]?.id).toBe(items[0] && itemId(items[0]));
  });

  it('rows.parquet', async () => {
    const path = join(folder, 'rows.parquet');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(
      `COPY (SELECT 'What floats?' AS q, ['stone', 'cork'] AS o, 1::BIGINT AS a) TO '${path}' (FORMAT parquet)`,
    );
    await add(path, 'prompt=q,options=o,target=a');
    expect((await readPool(workspace)).items).toMatchObject([asked]);
  });

  it('takes free answers, one or a list, with a passage and a subject', async () => {
    const path = await file(
      'free.jsonl',
      lines(
        { q: 'Who came?', a: ['Ann', 'Ann B.'], p: 'Ann came.', s: 'stories' },
        { q: 'How many?', a: 7, p: null, s: '' },
      ),
    );
    await add(path, 'prompt=q,target=a,context=p,subject=s', { licence: 'CC0-1.0' });
    const { items, byBenchmark } = await readPool(workspace);
    expect(items).toHaveLength(2);
    expect(items).toContainEqual(
      expect.objectContaining({
        context: 'Ann came.',
        target: ['Ann', 'Ann B.'],
        subject: 'stories',
        licence: 'CC0-1.0',
        benchmark_name: 'mine',
      }),
    );
    expect(items).toContainEqual(expect.objectContaining({ context: null, target: ['7'] }));
    expect(byBenchmark).toEqual({ mine: 2 });
  });

  it('takes rows with and without options from one file', async () => {
    const path = await file(
      'mixed.jsonl',
      lines(question(1), { q: 'What floats?', o: ['stone', 'cork'], a: 1 }),
    );
    await add(path, 'prompt=q,options=o,target=a');
    expect((await listPools(workspace))[0]?.counts).toEqual({ 'free-form': 1, 'multiple-choice': 1 });
  });

  it('counts every row that is no item by its reason', async () => {
    const path = await file(
      'dirty.jsonl',
      `${lines(
        question(1),
        question(1),
        { q: '', a: '1' },
        { q: 'Empty?', a: '' },
        { q: 'Pick', o: ['x', 'x'], a: 0 },
        { q: 'Pick', o: ['x', 'y'], a: 2 },
        { q: 'Pick', o: ['x', ''], a: 0 },
        { q: 'Pick', o: ['0', '1', '2'], a: '0' },
        { q: 'Pick', o: ['2', '1', '0'], a: '0' },
      )}\nnot json\n`,
    );
    const warnings: string[] = [];
    const report = await addPool(
      { workspace, name: 'mine', path, map: parseMap('prompt=q,options=o,target=a') },
      { onWarning: (message) => warnings.push(message) },
    );
    expect(report).toMatchObject({
      read: 10,
      kept: 2,
      rejected: {
        duplicate: 1,
        'empty-prompt': 1,
        'empty-target': 1,
        'repeated-options': 1,
        'target-not-an-option': 1,
        'empty-option': 1,
        'ambiguous-target': 1,
        unreadable: 1,
      },
    });
    expect(warnings).toEqual([expect.stringContaining('dirty.jsonl, row 10')]);
  });

  it('names the columns that are there where the mapping has others', async () => {
    const path = await file('rows.csv', 'question,answer\nWhy?,Because\n');
    await expect(add(path, 'prompt=frage,target=answer')).rejects.toMatchObject({
      code: 'invalid-data',
      message: expect.stringMatching(/"frage".*question, answer/),
      details: { missing: ['frage'], found: ['question', 'answer'] },
    });
    expect(await readdir(folder)).not.toContain('workspace');
  });

  it('leaves the pool that was there where nothing can be kept', async () => {
    await add(await file('good.jsonl', lines(question(1))), 'prompt=q,target=a');
    const empty = await file('empty.jsonl', lines({ q: '', a: '' }));
    await expect(add(empty, 'prompt=q,target=a')).rejects.toMatchObject({
      code: 'invalid-data',
      details: { rejected: { 'empty-prompt': 1 } },
    });
    expect((await readPool(workspace)).items).toHaveLength(1);
  });

  it('keeps the same choice of items under a limit, whatever their order', async () => {
    const rows = Array.from({ length: 30 }, (_, n) => question(n));
    const keep = async (given: readonly object[]): Promise<string[]> => {
      const report = await add(await file('rows.jsonl', lines(...given)), 'prompt=q,target=a', { limit: 7 });
      expect(report).toMatchObject({ read: 30, kept: 7, rejected: { 'over-limit': 23 } });
      return (await readPool(workspace)).items.map((item) => item.id);
    };
    expect(await keep(rows)).toEqual(await keep([...rows].reverse()));
  });

  it('reads a folder file by file, and refuses one that cannot be read to its end', async () => {
    await file('set/a.jsonl', lines(question(1)));
    await file('set/b.json', '[{"q": "cut');
    await file('set/deeper/c.csv', 'q,a\nWhy?,Because\n');
    await file('set/.hidden.jsonl', 'x');
    const report = await add(join(folder, 'set'), 'prompt=q,target=a');
    expect(report).toMatchObject({
      kept: 2,
      refusedFiles: [{ file: 'b.json', reason: expect.stringContaining('JSON') }],
    });
    const [manifest] = await listPools(workspace);
    expect(manifest?.files.map((each) => each.file)).toEqual(['a.jsonl', 'deeper/c.csv']);
  });

  it('refuses what is no table at all', async () => {
    const path = await file('notes.md', 'Notes.');
    for (const place of [path, folder]) {
      await expect(add(place, 'prompt=q,target=a')).rejects.toMatchObject({ code: 'unsupported' });
    }
    expect(await listPools(workspace)).toEqual([]);
  });

  it('stops at the signal, and leaves nothing behind', async () => {
    const path = await file('rows.jsonl', lines(question(1)));
    const map = parseMap('prompt=q,target=a');
    await expect(
      addPool({ workspace, name: 'mine', path, map }, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'interrupted' });
    expect(await readdir(workspace.pools)).toEqual([]);
  });
});

describe('addPool, a known benchmark', () => {
  it('takes a file of any name whose columns fit', async () => {
    const path = await file('downloaded.jsonl', lines({ question: 'How many?', answer: 'So.\n#### 4' }));
    await addPool({ workspace, name: 'gsm8k', path });
    expect((await readPool(workspace)).items).toMatchObject([
      { benchmark_name: 'GSM8k', target: ['4'], licence: 'MIT' },
    ]);
  });

  it('lists the files it does not take, its own first', async () => {
    await file('gsm8k/test.jsonl', lines({ question: 'How many?', answer: '#### 4' }));
    await file('gsm8k/test_socratic.jsonl', '');
    await file('gsm8k/LICENSE', 'MIT');
    const report = await addPool({ workspace, name: 'gsm8k', path: folder });
    expect(report.refusedFiles.map((refused) => refused.file)).toEqual([
      'gsm8k/test_socratic.jsonl',
      'gsm8k/LICENSE',
    ]);
    expect((await listPools(workspace))[0]).toMatchObject({
      name: 'gsm8k',
      refusedFiles: report.refusedFiles,
    });
  });

  it('says which columns a file of the right name lacks', async () => {
    const path = await file('gsm8k/test.jsonl', lines({ frage: 'Wie viele?' }));
    await expect(addPool({ workspace, name: 'gsm8k', path })).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/question, answer/),
    });
  });

  it.each([
    [{ name: 'gsm8' }, 'usage', /gsm8k/],
    [{ name: 'gsm8k' }, 'usage', /https:/],
    [{ name: '../mine', path: '.' }, 'usage', /letters/],
  ])('%j is %s', async (options, code, next) => {
    await expect(addPool({ workspace, ...options })).rejects.toMatchObject({
      code,
      next: expect.stringMatching(next),
    });
  });

  it('has the starter items without a path', async () => {
    const report = await addPool({ workspace, name: 'starter' });
    expect(report.kept).toBe(report.read);
    expect(report.kept).toBeGreaterThanOrEqual(300);
    const [manifest] = await listPools(workspace);
    expect(manifest).toMatchObject({ licence: 'CC0-1.0', language: 'en', files: [{ file: 'items.jsonl' }] });
    expect(Math.min(...Object.values(manifest?.counts ?? { none: 0 }))).toBeGreaterThan(100);
  });
});

describe('addPools', () => {
  beforeEach(async () => {
    await file('all/gsm8k/test.jsonl', lines({ question: 'How many?', answer: '#### 4' }));
    await file(
      'all/copa.jsonl',
      lines({ query: 'It rained, so', choices: ['it dried.', 'it was wet.'], gold: 1 }),
    );
    await file('all/cmmlu/test/geography.csv', ',Question,A,B,C,D,Answer\n0,哪条河最长？,甲,乙,丙,丁,C\n');
    await file('all/human_eval.jsonl', lines({ prompt: 'def f():', test: 'assert f()' }));
    await file('all/surprise.csv', 'a,b\n1,2\n');
    await file('all/README.md', 'Read me.');
  });

  it('adds each known benchmark, and says of each other file why not', async () => {
    const { pools, refusedFiles } = await addPools({ workspace, path: join(folder, 'all') });
    expect(pools.map(({ name, kept }) => [name, kept])).toEqual([
      ['copa', 1],
      ['gsm8k', 1],
      ['humaneval', 0],
    ]);
    expect(refusedFiles).toEqual([
      { file: 'README.md', reason: expect.stringContaining('not a table') },
      { file: 'surprise.csv', reason: expect.stringContaining('no known benchmark') },
      { file: 'cmmlu/test/geography.csv', reason: expect.stringContaining('zh') },
    ]);
    const listed = await listPools(workspace);
    expect(listed.find(({ name }) => name === 'humaneval')?.refusedFiles).toEqual([
      { file: 'human_eval.jsonl', reason: expect.stringContaining('code that must be run') },
    ]);
  });

  it('goes on past a benchmark whose file is broken', async () => {
    await file('all/boolq.jsonl', lines({ query: '', choices: ['no', 'yes'], gold: 0 }));
    const { pools, refusedFiles } = await addPools({ workspace, path: join(folder, 'all') });
    expect(pools.map(({ name }) => name)).toContain('gsm8k');
    expect(refusedFiles).toContainEqual({
      file: 'boolq.jsonl',
      reason: expect.stringContaining('empty-prompt'),
    });
  });

  it('takes other languages when asked', async () => {
    const { pools } = await addPools({ workspace, path: join(folder, 'all'), language: 'zh' });
    expect(pools.map(({ name }) => name)).toEqual(['cmmlu']);
  });

  it('throws where nothing is known', async () => {
    await file('none/surprise.csv', 'a,b\n1,2\n');
    await expect(addPools({ workspace, path: join(folder, 'none') })).rejects.toMatchObject({
      code: 'unsupported',
    });
  });
});

describe('the pools of a workspace', () => {
  const both = async (): Promise<void> => {
    const one = await file('one.jsonl', lines(question(1), question(2)));
    const two = await file('two.jsonl', lines(question(2), question(3)));
    const map = parseMap('prompt=q,target=a');
    await addPool({ workspace, name: 'two', path: two, map, licence: 'CC0-1.0' });
    await addPool({ workspace, name: 'one', path: one, map, licence: 'MIT' });
  };

  it('are read together, questions merged, whatever came first', async () => {
    await both();
    const pool = await readPool(workspace);
    expect(pool).toMatchObject({ merged: 1, contradicted: 0, byBenchmark: { one: 2, two: 1 } });
    expect(pool.items.map((item) => item.id)).toEqual(pool.items.map((item) => item.id).sort());
    expect(pool.items.find((item) => item.prompt.includes('2'))?.benchmarks).toEqual(['one', 'two']);
    expect(await readPool(workspace, { names: ['two', 'one'] })).toEqual(pool);
  });

  it('are chosen by name and licence', async () => {
    await both();
    const count = async (options: object): Promise<number> =>
      (await readPool(workspace, options)).items.length;
    expect(await count({ names: ['one'] })).toBe(2);
    expect(await count({ licences: ['CC0-1.0'] })).toBe(2);
    expect(await count({ licences: ['GPL-3.0-only'] })).toBe(0);
    await expect(readPool(workspace, { names: ['onee'] })).rejects.toMatchObject({
      code: 'not-found',
      next: expect.stringContaining('"one"'),
    });
  });

  it('have a hash that changes with their items alone', async () => {
    await both();
    const { hash } = await readPool(workspace);
    await both();
    expect((await readPool(workspace)).hash).toBe(hash);
    await removePool(workspace, 'two');
    expect((await readPool(workspace)).hash).not.toBe(hash);
  });

  it('are shown by the same examples for a seed', async () => {
    await both();
    const shown = await showPool(workspace, 'one', { examples: 1, seed: 3 });
    expect(shown.manifest).toMatchObject({ name: 'one', kept: 2 });
    expect(shown.examples).toHaveLength(1);
    expect(await showPool(workspace, 'one', { examples: 1, seed: 3 })).toEqual(shown);
  });

  it('are gone without a trace once removed', async () => {
    await both();
    await removePool(workspace, 'one');
    expect((await readdir(workspace.pools)).sort()).toEqual(['two.jsonl', 'two.manifest.json']);
    await expect(removePool(workspace, 'one')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('warn where a file was changed by hand, and name a line that is no item', async () => {
    await both();
    const path = join(workspace.pools, 'one.jsonl');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.split('\n', 1)[0] ?? '');
    const warnings: string[] = [];
    const pool = await readPool(workspace, {}, { onWarning: (message) => warnings.push(message) });
    expect(pool.items).toHaveLength(3);
    expect(warnings).toEqual([expect.stringContaining('one')]);
    await writeFile(path, `${text}{"id": 7}\n`);
    await expect(readPool(workspace)).rejects.toMatchObject({ code: 'invalid-data', details: { line: 3 } });
  });
});
