import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package.js';
import type { Item } from '../../src/core/schemas/item.js';
import { type Workspace, workspaceAt } from '../../src/core/workspace.js';
import { addPool, addPools, type PoolsReport, readPool } from '../index.js';
import { poolItems } from '../pools/store.js';
import { benchmarks } from './index.js';

const data = join(packageRoot, '..', 'shared', 'data', 'benchmarks');
if (!existsSync(data)) console.log(`${data} is not here: the tests on real benchmarks are skipped.`);

/** Rows read and items kept, by benchmark: facts about the files, found when the adapters were written. */
const expected: Record<string, readonly [read: number, kept: number]> = {
  addsub: [395, 395],
  agieval: [1434, 1322],
  aqua: [499, 483],
  arc: [3548, 3537],
  bbh: [6511, 6255],
  bigbench: [36943, 35613],
  boolq: [3270, 3270],
  'coin-flip': [500, 500],
  commonsenseqa: [12183, 12025],
  copa: [100, 100],
  'enterprise-pii': [3395, 3394],
  gsm8k: [11430, 8792],
  humaneval: [0, 0],
  jeopardy: [2133, 2115],
  lambada: [0, 0],
  'last-letters': [500, 500],
  logiqa: [651, 643],
  math: [10000, 4998],
  mathqa: [2983, 2905],
  mmlu: [14079, 13934],
  multiarith: [600, 580],
  openbookqa: [500, 500],
  piqa: [1838, 1838],
  pubmedqa: [1000, 1000],
  'simple-arithmetic': [2000, 1996],
  singleeq: [508, 508],
  siqa: [1954, 1940],
  strategyqa: [4579, 2289],
  svamp: [1300, 1000],
  triviaqa: [3032, 3021],
  truthfulqa: [790, 790],
  winogender: [120, 120],
  winograd: [273, 273],
  winogrande: [1267, 1267],
};

/** Whether the prompt holds each option behind its letter. */
function listsItsOptions(item: Item): boolean {
  if (item.problem_type === 'free-form') return false;
  return item.options.every((option, place) => {
    const letter = String.fromCharCode(65 + place);
    return [`${letter}. `, `${letter}) `, `${letter}.) `].some((mark) => item.prompt.includes(mark + option));
  });
}

describe.skipIf(!existsSync(data))('the real benchmarks', () => {
  let folder: string;
  let workspace: Workspace;
  let report: PoolsReport;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mixeval-real-'));
    workspace = workspaceAt(folder);
    report = await addPools({ workspace, path: data });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('give the items that they held when the adapters were written', () => {
    const found = Object.fromEntries(report.pools.map(({ name, read, kept }) => [name, [read, kept]]));
    expect(found).toEqual(expected);
    for (const { read, kept, rejected } of report.pools) {
      expect(kept + Object.values(rejected).reduce((sum, rows) => sum + rows, 0)).toBe(read);
    }
  });

  it('leave no table aside that is not refused for a reason', () => {
    const reasons = new Set(report.refusedFiles.map(({ reason }) => reason));
    expect([...reasons].sort()).toEqual([
      expect.stringContaining('in another language (zh)'),
      'its questions are the few-shot examples of the others',
      expect.stringContaining('not a table'),
    ]);
  });

  it('hold cmmlu, which is added by its name', async () => {
    const cmmlu = await addPool({
      workspace: workspaceAt(join(folder, 'zh')),
      name: 'cmmlu',
      path: join(data, 'cmmlu'),
    });
    expect(cmmlu).toMatchObject({ read: 11582, kept: 11578 });
  });

  const each = benchmarks.all().filter(({ language, files }) => language === 'en' && files.length > 0);
  it.each(each)(
    '$name has no decoration left, no options in its prompts, no fixed place of the right one',
    async ({ name }) => {
      const items = await poolItems(workspace, name);
      const told = (found: readonly Item[]): string[] =>
        found.map(({ id, prompt }) => `${id} ${prompt.slice(-80)}`);
      const decorated = /^(?:Question|Q|Passage|Context)\s*:|\n(?:Answer|A|Choices|Options)\s*:\s*$/;
      expect(told(items.filter(({ prompt }) => decorated.test(prompt)))).toEqual([]);
      expect(told(items.filter(listsItsOptions))).toEqual([]);
      expect(told(items.filter(({ prompt }) => prompt !== prompt.trim()))).toEqual([]);
      const places = items.flatMap((item) => (item.problem_type === 'multiple-choice' ? item.target : []));
      if (places.length >= 30) expect(new Set(places).size).toBeGreaterThan(1);
    },
  );

  it('are one pool without a question twice', async () => {
    const { items, merged, contradicted } = await readPool(workspace);
    expect({ items: items.length, merged, contradicted }).toEqual({
      items: 115840,
      merged: 2057,
      contradicted: 6,
    });
    expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
    expect(items.filter((item) => item.benchmarks.length > 1).length).toBeGreaterThan(500);
  });
});
