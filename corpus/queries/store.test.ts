import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../src/core/workspace.js';
import { collected, emptyWorkspace, folderWith } from '../testing/files.js';
import { mineByRules as mine } from '../testing/mine-by-rules.js';
import { queryId } from './query-id.js';
import { removeQueries } from './remove.js';
import { listQueries, readQueries } from './store.js';
import { summariseQueries } from './summary.js';

/** Two corpora that share one query. */
async function twoCorpora(): Promise<{ workspace: Workspace; folder: string }> {
  const workspace = await emptyWorkspace();
  const folder = await folderWith({
    'logs.jsonl': [
      { prompt: 'how do tides work', created_at: '2026-03-01' },
      { prompt: 'who is Jane Example', created_at: '2026-02-11T10:00:00Z' },
      { prompt: 'how do tides work', created_at: '2026-03-02' },
    ]
      .map((record) => JSON.stringify(record))
      .join('\n'),
    'search.txt': 'who is  jane example\nrust\n',
  });
  await mine({ workspace, sources: [join(folder, 'logs.jsonl')] });
  await mine({ workspace, sources: [join(folder, 'search.txt')] });
  return { workspace, folder };
}

const texts = async (workspace: Workspace, names?: readonly string[]): Promise<string[]> =>
  (await collected(readQueries(workspace, names))).map(({ corpus, text }) => `${corpus}: ${text}`);

describe('readQueries', () => {
  it('reads all corpora, or those named', async () => {
    const { workspace } = await twoCorpora();
    expect(await texts(workspace)).toEqual([
      'logs: how do tides work',
      'logs: who is Jane Example',
      'search: who is jane example',
      'search: rust',
    ]);
    expect(await texts(workspace, ['search'])).toHaveLength(2);
    await expect(texts(workspace, ['serch'])).rejects.toMatchObject({
      code: 'not-found',
      next: expect.stringMatching(/Did you mean "search"/),
    });
    expect(await texts(await emptyWorkspace())).toEqual([]);
  });
});

describe('listQueries', () => {
  it('counts each corpus', async () => {
    const { workspace } = await twoCorpora();
    expect(await listQueries(workspace)).toMatchObject([
      { name: 'logs', queries: 2, asked: 3, inputs: 1 },
      { name: 'search', queries: 2, asked: 2, inputs: 1 },
    ]);
  });
});

describe('summariseQueries', () => {
  it('counts how often, not only what', async () => {
    const { workspace } = await twoCorpora();
    expect(await summariseQueries(readQueries(workspace), { top: 1 })).toMatchObject({
      queries: 4,
      asked: 5,
      byCorpus: { logs: 3, search: 2 },
      bySource: { jsonl: 3, text: 2 },
      byMonth: { '2026-02': 1, '2026-03': 2, unknown: 2 },
      byWords: { '1': 1, '4-7': 4 },
      mostAsked: [{ text: 'how do tides work', count: 2 }],
    });
  });
});

describe('removeQueries', () => {
  it('takes a text out of every corpus for good, and nothing else', async () => {
    const { workspace, folder } = await twoCorpora();
    const dry = await removeQueries({ workspace, match: 'JANE  EXAMPLE', dryRun: true });
    expect(dry.removed.map(({ corpus }) => corpus)).toEqual(['logs', 'search']);
    expect(await texts(workspace)).toHaveLength(4);

    const { removed } = await removeQueries({ workspace, match: 'JANE  EXAMPLE' });
    expect(removed).toEqual(dry.removed);
    expect(await texts(workspace)).toEqual(['logs: how do tides work', 'search: rust']);
    expect(await listQueries(workspace)).toMatchObject([
      { queries: 1, asked: 2 },
      { queries: 1, asked: 1 },
    ]);

    const rejectedFile = join(folder, 'rejected.jsonl');
    const again = await mine({
      workspace,
      sources: [join(folder, 'search.txt')],
      name: 'third',
      rejectedFile,
    });
    expect(again).toMatchObject({ kept: 1, rejected: { removed: 1 } });
    expect(JSON.stringify(again.examples)).not.toMatch(/jane/i);
    expect(await readFile(rejectedFile, 'utf8')).not.toMatch(/jane/i);
    for (const file of ['logs.jsonl', 'logs.manifest.json', 'removed.json']) {
      expect((await readFile(join(workspace.queries, file), 'utf8')).toLowerCase()).not.toContain('jane');
    }
  });

  it('takes out a single query by id', async () => {
    const { workspace } = await twoCorpora();
    await removeQueries({ workspace, id: queryId('Rust') });
    expect(await texts(workspace, ['search'])).toEqual(['search: who is jane example']);
  });

  it('wants to know which', async () => {
    const { workspace } = await twoCorpora();
    for (const options of [{}, { match: 'a', id: 'b' }, { match: '  ' }]) {
      await expect(removeQueries({ workspace, ...options })).rejects.toMatchObject({ code: 'usage' });
    }
    expect((await removeQueries({ workspace, match: 'no such text' })).removed).toEqual([]);
  });
});
