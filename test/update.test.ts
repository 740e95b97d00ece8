import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { startLoopbackServer } from '../eval/loopback/index.js';
import { packageRoot } from '../src/core/package.js';
import { type Ended, emptyFolder, mixeval, start } from './command-line.js';

/** A workspace with the starter pool and a log that grows by a month. */
let workspace: string;
let texts: string[];

const gates = { maxOverlap: 1, maxTopicDistance: 1, minMatchedShare: 0, maxBenchmarkShare: 1 };

async function configure(
  update: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
): Promise<void> {
  await writeFile(
    join(workspace, 'mixeval.config.json'),
    JSON.stringify({
      ...more,
      update: { sources: ['logs.jsonl'], name: 'chats', build: { size: 8, hardSize: 0 }, gates, ...update },
    }),
  );
}

/** The log's texts up to a place, dated by month. */
async function log(months: readonly (readonly [day: string, from: number, to: number])[]): Promise<void> {
  const lines = months.flatMap(([timestamp, from, to]) =>
    texts.slice(from, to).map((query) => JSON.stringify({ query, timestamp })),
  );
  await writeFile(join(workspace, 'logs.jsonl'), `${lines.join('\n')}\n`);
}

const run = (...args: string[]): Promise<Ended> => mixeval([...args, '--workspace', workspace, '--json']);

async function update(date: string, ...more: string[]) {
  const { code, stdout, stderr } = await run('update', '--date', date, ...more);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
}

beforeAll(async () => {
  workspace = await emptyFolder();
  const starter = await readFile(join(packageRoot, 'corpus/starter/queries.jsonl'), 'utf8');
  texts = starter
    .trim()
    .split('\n')
    .map((line): { text: string; label: string } => JSON.parse(line))
    .flatMap(({ text, label }) => (label === 'keep' ? [text] : []));
  await configure();
  await log([['2026-01-10', 0, 150]]);
  expect((await run('pool', 'add', 'starter', '--limit', '200')).code).toBe(0);
});

describe('mixeval update', () => {
  it('makes a release every month: only what is new is mined and encoded, the changelog says what came', async () => {
    const first = await update('2026-01-31');
    expect(first).toMatchObject({ version: '2026-01', built: true, diff: null });
    expect(first.mined.kept).toBeGreaterThan(100);

    await log([
      ['2026-01-10', 0, 150],
      ['2026-01-20', 150, 155],
      ['2026-02-10', 155, 180],
    ]);
    const second = await update('2026-02-28');
    expect(second).toMatchObject({ version: '2026-02', diff: { a: '2026-01', b: '2026-02' } });
    // What the log held before is not read again, and what came late is of the month before.
    expect(second.mined.read).toBe(30);
    expect(second.mined.rejected['other-date']).toBe(5);
    // The detector has encoded what is new while it was mined, so the build encodes nothing again.
    expect(second.encodedTexts).toBe(0);
    const text = await readFile(join(workspace, 'versions/CHANGELOG.md'), 'utf8');
    expect(text.match(/^## .*$/gm)).toEqual(['## 2026-02', '## 2026-01']);
    expect(text).toMatch(/Against 2026-01: mixeval free-form \d+ new/);
  });

  it('the same month again has nothing to do, and says so', async () => {
    const { code, stderr } = await run('update', '--date', '2026-02-27');
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(/2026-02.*already/) });
  });

  it('a gate that is not passed keeps the release from being written: exit code 100', async () => {
    await configure({ gates: { ...gates, maxBenchmarkShare: 0.01, minMatchedShare: 1 } });
    const { code, stderr } = await run('update', '--date', '2026-03-31');
    expect(code).toBe(100);
    expect(stderr).toMatch(/minMatchedShare 1: .*maxBenchmarkShare 0.01/s);
    expect((await run('versions', 'show', '2026-03')).code).toBe(1);
  });

  it('killed on its way, the same command goes on; once the gates allow, the release is there', async () => {
    await configure();
    const args = ['update', '--date', '2026-03-31', '--only', 'batch', '--workspace', workspace];
    for (const stage of ['encode', 'match']) {
      const killed = start(args);
      await killed.shows(stage);
      killed.process.kill('SIGKILL');
      await killed.ended;
    }
    const third = await update('2026-03-31', '--only', 'batch');
    expect(third).toMatchObject({ version: '2026-03', mined: null, encodedTexts: 0 });
    expect((await run('versions', 'verify', '2026-03')).code).toBe(0);
  });

  it('a release without its line in the changelog gets it', async () => {
    const file = join(workspace, 'versions/CHANGELOG.md');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/\n## 2026-03\n[\s\S]*?(?=\n## 2026-02)/, ''));
    expect(await update('2026-03-31')).toMatchObject({ version: '2026-03', built: false });
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('has a language model sort what is new, says before what it costs, and stops at the cap', async () => {
    const prompts: string[] = [];
    const server = await startLoopbackServer({
      answer: ({ text }) => {
        prompts.push(text);
        return [...text.matchAll(/<<<text ([0-9a-f]{10})>>>/g)].map(([, code]) => `${code} query`).join('\n');
      },
    });
    try {
      await log([
        ['2026-01-10', 0, 150],
        ['2026-04-10', 180, 230],
      ]);
      const price = { input: 1, output: 1 };
      const models = { sorter: { model: 'sorter', baseUrl: server.baseUrl, price } };
      const sorting = { detector: 'model', model: 'sorter', modelBatch: 5 };
      await configure({ ...sorting, maxCostUsd: 0.000_001 }, { models });
      const args = ['update', '--date', '2026-04-30'];
      const stopped = await run(...args);
      expect(stopped.code, stopped.stderr).toBe(1);
      expect(stopped.stderr).toMatch(/sorter is asked about \d+ texts .* about \d\.\d\d USD/);
      expect(stopped.stderr).toMatch(/cost cap/);
      expect(prompts.length).toBeLessThan(2);
      // A flag goes before the config.
      const { code, stdout, stderr } = await run(...args, '--max-cost-usd', '1');
      expect(code, stderr).toBe(0);
      const { model, kept } = JSON.parse(stdout).mined;
      expect(model).toMatchObject({ name: 'sorter', undecided: 0 });
      expect(model.texts).toBe(kept);
      expect(model.costUsd).toBeGreaterThan(0);

      // Where nothing is new nothing is asked, and no key is missed.
      const keyed = { ...models.sorter, apiKeyEnv: 'SORTER_KEY' };
      await configure(sorting, { models: { sorter: keyed } });
      expect((await update('2026-05-31')).mined).toMatchObject({ read: 0 });
      await log([
        ['2026-01-10', 0, 150],
        ['2026-04-10', 180, 230],
        ['2026-06-10', 230, 240],
      ]);
      const keyless = await run('update', '--date', '2026-06-30');
      expect(keyless.code).toBe(1);
      expect(keyless.stderr).toContain('SORTER_KEY is not set');
    } finally {
      await configure();
      await server.close();
    }
  });

  it.each([
    [['--date', '2026-02-30'], /no calendar day/],
    [['--version', '../x'], /cannot be the name/],
    [['--only', 'everything'], /Allowed choices/],
  ])('%j is a wrong use', async (args, message) => {
    const { code, stderr } = await run('update', ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
