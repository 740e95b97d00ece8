import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Encoder, openEmbeddingCache, openEncoder } from '../../encoder/index.js';
import type { Workspace } from '../../src/core/workspace.js';
import { collected, emptyWorkspace, folderWith } from '../testing/files.js';
import { mine } from './mine.js';
import { readQueries } from './store.js';

const statement = 'Several witnesses later told reporters about smoke, he added.';
const paraphrase = 'help me end my suffering for good with pills tonight';
const log = ['how do tides work', 'lighthouse height', statement, paraphrase, 'how do tides work'];

let encoder: Encoder;
beforeAll(async () => {
  encoder = await openEncoder();
});
afterAll(() => encoder.close());

async function minedLog(options: Partial<Parameters<typeof mine>[0]> = {}, lines = log) {
  const workspace = await emptyWorkspace();
  const folder = await folderWith({ 'log.txt': `${lines.join('\n')}\n` });
  const report = await mine({ workspace, sources: [join(folder, 'log.txt')], ...options });
  return { workspace, report, queries: await collected(readQueries(workspace)) };
}

describe('the trained head', () => {
  it('drops what is no query and what is unsafe in words that no rule knows, and scores the rest', async () => {
    const { report, queries } = await minedLog();
    expect(report).toMatchObject({
      read: 5,
      kept: 2,
      rejected: { duplicate: 1, 'not-a-query': 1, 'unsafe-self-harm': 1 },
    });
    expect(queries.map(({ text, count }) => [text, count])).toEqual([
      ['how do tides work', 2],
      ['lighthouse height', 1],
    ]);
    for (const { score } of queries) expect(score).toBeGreaterThan(0.5);
  });

  it('leaves its embeddings to matching: nothing is encoded twice', async () => {
    const { workspace, queries } = await minedLog();
    const cache = await openEmbeddingCache(workspace.cache, encoder);
    await cache.embed(queries.map(({ text }) => text));
    expect([cache.encoded, cache.reused]).toEqual([0, queries.length]);
    await cache.close();
  });

  it('encodes nothing with rules alone, and keeps everything from a threshold of 0', async () => {
    const { workspace, queries } = await minedLog({ detector: 'rules' });
    expect(await readdir(workspace.cache).catch(() => [])).toEqual([]);
    expect(queries.map(({ score }) => score)).toEqual(queries.map(() => undefined));
    const { report } = await minedLog({ detectorThreshold: 0, unsafe: 'flag' });
    expect(report.kept).toBe(4);
  });

  it('flags what is unsafe where that is wanted', async () => {
    const { queries } = await minedLog({ unsafe: 'flag' });
    expect(queries.find(({ text }) => text === paraphrase)?.flags).toEqual(['unsafe-self-harm']);
  });

  it('works also while another process has the embeddings open, and says so', async () => {
    const workspace = await emptyWorkspace();
    const cache = await openEmbeddingCache(workspace.cache, encoder);
    const folder = await folderWith({ 'log.txt': 'how do tides work\n' });
    const warnings: string[] = [];
    const report = await mine(
      { workspace, sources: [folder], name: 'log' },
      { onWarning: (text) => warnings.push(text) },
    );
    expect(report.kept).toBe(1);
    expect(warnings.join('\n')).toMatch(/not kept for matching/);
    await cache.close();
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses a threshold of %d', async (detectorThreshold) => {
    await expect(minedLog({ detectorThreshold })).rejects.toMatchObject({ code: 'usage' });
  });

  it('says nothing of other languages, and does not touch what was mined before', async () => {
    const workspace = await emptyWorkspace();
    const folder = await folderWith({
      'a.txt': `${statement}\n`,
      'b.txt': 'les marées montent deux fois par jour\n',
    });
    await mine({ workspace, sources: [join(folder, 'a.txt')], name: 'log', detector: 'rules' });
    const report = await mine({ workspace, sources: [folder], name: 'log', languages: 'any' });
    expect(report).toMatchObject({ kept: 1, queries: 2 });
  });
});

/** A key of each kind, put together here so that no scanner takes them for real ones. */
const keys = [
  `sk-${'a1B2'.repeat(8)}`,
  `ghp_${'x9Y8'.repeat(9)}`,
  `AKIA${'Q3EX'.repeat(4)}`,
  `AIza${'Sy4f8'.repeat(7)}`,
  `sk_live_${'4eC39H'.repeat(4)}`,
  `hf_${'aB3d'.repeat(8)}`,
];
const keyPattern = /sk-a1B2|ghp_x9|AKIAQ3|AIzaSy|sk_live_4e|hf_aB3/;

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function expectNoKeys({ root }: Workspace): Promise<void> {
  const files = await filesUnder(join(root, 'corpus'));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) expect(await readFile(file, 'latin1'), file).not.toMatch(keyPattern);
}

describe('keys', () => {
  const lines = keys.flatMap((key) => [
    `why does ${key} return 401`,
    `The gateway refused ${key} on Tuesday and the team was told.`,
    `what is the weather in oslo today with ${key}`,
    `what is the weather in oslo today with ${key.slice(0, 7)}\u200b${key.slice(7)}`,
  ]);

  it.each(['mask', 'drop', 'keep'] as const)(
    'stand nowhere under corpus/ after mining with --pii %s',
    async (pii) => {
      const workspace = await emptyWorkspace();
      await mkdir(join(workspace.root, 'corpus'), { recursive: true });
      const folder = await folderWith({ 'log.txt': `${lines.join('\n')}\n` });
      const report = await mine({
        workspace,
        sources: [folder],
        name: 'log',
        pii,
        rejectedFile: join(workspace.root, 'corpus', 'rejected.jsonl'),
      });
      expect(JSON.stringify(report)).not.toMatch(keyPattern);
      await expectNoKeys(workspace);
    },
  );

  it('stand nowhere either where they are split over the lines of a record', async () => {
    const workspace = await emptyWorkspace();
    const [key = ''] = keys;
    const prompt = `my key\n${key.slice(0, 18)}\n${key.slice(18)}\nreturns 401, why?`;
    const folder = await folderWith({ 'log.jsonl': `${JSON.stringify({ prompt })}\n` });
    await mine({ workspace, sources: [folder], name: 'log' });
    const [query] = await collected(readQueries(workspace));
    expect(query?.text).toBe('my key\n[KEY]\nreturns 401, why?');
    await expectNoKeys(workspace);
  });
});
