import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { packageRoot } from '../../src/core/package.js';
import { itemId } from '../../src/core/schemas/item.js';
import { type Workspace, workspaceAt } from '../../src/core/workspace.js';
import {
  addPool,
  type ImportResultsOptions,
  importResults,
  listResults,
  parseMap,
  readPool,
  readResults,
} from '../index.js';
import { resultLayouts } from './layouts.js';
import { resultReasons } from './result-layout.js';
import { ResultTable } from './store.js';

let root: string;
let folder: string;
let workspace: Workspace;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'mixeval-results-'));
});
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'case-'));
  workspace = workspaceAt(join(folder, 'workspace'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const lines = (rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join('\n');
const idOf = (digit: string): string => digit.repeat(32);

interface LayoutCase {
  readonly rows: readonly object[];
  /** Further files of the folder. */
  readonly beside?: Readonly<Record<string, readonly object[]>>;
  readonly options?: Pick<ImportResultsOptions, 'itemByKey'>;
  readonly report: object;
  readonly scores: readonly (readonly [subject: string, score: number])[];
}

/** For each layout: rows of our own making, among them one of each kind that says nothing. */
const cases: Record<string, LayoutCase> = {
  'item-results': {
    rows: [
      { subject: 'm', item: idOf('a'), score: 1 },
      { subject: 'm', item: idOf('a'), score: 0 },
      { subject: 'm', item: idOf('b'), score: null },
      { subject: 'm', item: 'no id', score: 1 },
      { subject: 'm', item: idOf('c'), score: 2 },
    ],
    report: { read: 5, kept: 2, rejected: { unscored: 1, unreadable: 2 }, subjects: 1, items: 1, results: 1 },
    scores: [['m', 0.5]],
  },
  'mixeval-per-item': {
    rows: [
      { system: 'm', split: 'mixeval', type: 'ff', id: '7', score: 0.9 },
      { system: 'm', split: 'mixeval', type: 'mp', id: '7', score: 0 },
      { system: 'm', split: 'mixeval-hard', type: 'ff', id: '7', score: null },
      { system: 'm', split: 'mixeval', type: 'ff', id: '8', score: 1 },
      { system: 'm', split: 'other', type: 'ff', id: '7', score: 1 },
    ],
    options: {
      itemByKey: (benchmark, format, key) =>
        key === '7' ? idOf(benchmark === 'mixeval' && format === 'free-form' ? 'a' : 'b') : undefined,
    },
    report: { read: 5, kept: 2, rejected: { unscored: 1, unreadable: 1, 'unknown-item': 1 }, items: 2 },
    scores: [
      ['m', 0.9],
      ['m', 0],
    ],
  },
  zeroeval: {
    rows: [
      { task: 'gsm', model: 'm', id: 'g0', pred: '4', match: 1 },
      { task: 'gsm', model: 'n', id: 'g0', pred: null, match: null },
      { task: 'gsm', model: 'm', id: 'g1', pred: '5', match: 0 },
      { task: 'math-l5', model: 'm', id: 0, pred: '4', match: 1 },
      { task: 'gsm', model: 'm', match: 1 },
    ],
    beside: {
      'items.jsonl': [
        { task: 'gsm', id: 'g0', question: 'What is 2 plus  2', answer: '# 4' },
        { task: 'gsm', id: 'g1', question: 'Not in the pool?', answer: '# 5' },
        { task: 'math-l5', id: 0, question: 'What is 2 plus 2?', answer: '4' },
      ],
    },
    report: {
      read: 5,
      kept: 1,
      rejected: { unscored: 1, unreadable: 1, 'unknown-item': 1, 'approximate-grading': 1 },
    },
    scores: [['m', 1]],
  },
};

async function addQuestion(): Promise<string | undefined> {
  const path = join(folder, 'pool.jsonl');
  await writeFile(path, lines([{ q: 'What is 2 plus 2?', a: '4' }]));
  await addPool({ workspace, name: 'mine', path, map: parseMap('prompt=q,target=a') });
  return (await readPool(workspace)).items[0]?.id;
}

describe.each(resultLayouts.all())('layout $name', ({ name, columns, description, needsRelease }) => {
  it('is told by columns of its own, and says what it is', () => {
    expect(description.length).toBeGreaterThan(20);
    const others = resultLayouts.all().filter((other) => other.name !== name);
    for (const other of others) expect(columns.every((column) => other.columns.includes(column))).toBe(false);
  });

  it('is imported from a file and from a folder, gzipped too', async () => {
    const given = cases[name];
    if (!given) throw new Error(`Add a case for the layout ${name}.`);
    const known = await addQuestion();
    const source = join(folder, 'source');
    await mkdir(source);
    for (const [file, rows] of Object.entries(given.beside ?? {}))
      await writeFile(join(source, file), lines(rows));
    const file = join(source, 'rows.jsonl.gz');
    await writeFile(file, gzipSync(lines(given.rows)));

    const report = await importResults({ workspace, path: source, ...given.options });
    expect(report).toMatchObject({ name: 'source', layout: name, ...given.report });
    for (const reason of Object.keys(report.rejected)) expect(resultReasons).toHaveProperty([reason]);
    const results = await readResults(workspace);
    expect(results.map(({ subject, score }) => [subject, score])).toEqual(given.scores);
    if (name === 'zeroeval') expect(results[0]?.item).toBe(known);

    expect(await importResults({ workspace, path: file, ...given.options })).toMatchObject({
      name: 'rows',
      kept: report.kept,
    });
    expect((await listResults(workspace)).map((listed) => listed.name)).toEqual(['rows', 'source']);
    expect(await readResults(workspace)).toEqual(results);
  });

  it.runIf(needsRelease)('asks for the release', async () => {
    const path = join(folder, 'rows.jsonl');
    await writeFile(path, lines(cases[name]?.rows ?? []));
    await expect(importResults({ workspace, path })).rejects.toMatchObject({
      code: 'usage',
      next: expect.stringContaining('--version'),
    });
  });
});

describe('importResults', () => {
  it('says what it found where no layout fits', async () => {
    const path = join(folder, 'rows.csv');
    await writeFile(path, 'modell,punkte\nm,1\n');
    await expect(importResults({ workspace, path })).rejects.toMatchObject({
      code: 'invalid-data',
      message: expect.stringContaining('modell, punkte'),
    });
  });

  it('writes nothing where no row can be used', async () => {
    const path = join(folder, 'rows.jsonl');
    await writeFile(path, lines([{ subject: 'm', item: 'no id', score: 1 }]));
    await expect(importResults({ workspace, path })).rejects.toMatchObject({
      details: { rejected: { unreadable: 1 } },
    });
    expect(await listResults(workspace)).toEqual([]);
  });

  it('asks for the questions that ZeroEval keeps beside its results', async () => {
    const path = join(folder, 'per_item.jsonl');
    await writeFile(path, lines(cases['zeroeval']?.rows ?? []));
    await expect(importResults({ workspace, path })).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('items.jsonl'),
    });
  });
});

describe('ResultTable', () => {
  it('gives means, in an order that does not depend on how results came', () => {
    const result = fc.record({
      subject: fc.constantFrom('m', 'n'),
      item: fc.constantFrom(idOf('a'), idOf('b')),
      score: fc.constantFrom(0, 0.5, 1),
    });
    fc.assert(
      fc.property(
        fc
          .array(result)
          .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, mixed]) => {
          const [one, other] = [new ResultTable(), new ResultTable()];
          for (const each of all) one.add(each);
          for (const each of mixed) other.add(each);
          expect(other.rows()).toEqual(one.rows());
          for (const { subject, item, score } of one.rows()) {
            const own = all.filter((each) => each.subject === subject && each.item === item);
            expect(score).toBeCloseTo(own.reduce((sum, each) => sum + each.score, 0) / own.length, 12);
          }
        },
      ),
    );
  });
});

const data = join(packageRoot, '..', 'shared', 'data');
if (!existsSync(data)) console.log(`${data} is not here: the tests on real results are skipped.`);

describe.skipIf(!existsSync(data))('real results', () => {
  it("find MixEval's items by their keys", async () => {
    const release = join(data, 'releases', 'mixeval-2024-06-01');
    const rowSchema = z.object({
      context: z.string().nullable(),
      prompt: z.string(),
      options: z.array(z.string()).optional(),
      target: z.union([z.array(z.string()), z.array(z.number())]),
    });
    const ids = new Map<string, string>();
    for (const format of ['free-form', 'multiple-choice']) {
      const file = join(release, 'mixeval', `${format}.json`);
      const rows = z.record(z.string(), rowSchema).parse(JSON.parse(await readFile(file, 'utf8')));
      for (const [key, row] of Object.entries(rows)) ids.set(`${format} ${key}`, itemId(row));
    }
    const path = join(data, 'results', 'mixeval_2024-06-01_per_item');
    const itemByKey = (_benchmark: string, format: string, key: string): string | undefined =>
      ids.get(`${format} ${key}`);
    const report = await importResults({ workspace, path, itemByKey });
    // 1,446 + 1,739 distinct items, copies averaged.
    expect(report).toMatchObject({ read: 70_000, kept: 70_000, subjects: 21, items: 3185, results: 56_177 });
  });

  it("find ZeroEval's questions in the pool", async () => {
    await addPool({ workspace, name: 'gsm8k', path: join(data, 'benchmarks', 'gsm8k', 'test.jsonl') });
    const report = await importResults({ workspace, path: join(data, 'results', 'zeroeval_per_item') });
    expect(report).toMatchObject({
      read: 121_689,
      kept: 54_643,
      rejected: { 'approximate-grading': 28_529 },
      subjects: 42,
      items: 1319,
    });
  });
});
