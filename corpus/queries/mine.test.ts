import { appendFile, copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { takeLock } from '../../src/core/lock.js';
import type { Workspace } from '../../src/core/workspace.js';
import { collected, emptyWorkspace, folderWith } from '../testing/files.js';
import { mineByRules as mine } from '../testing/mine-by-rules.js';
import { queryId } from './query-id.js';
import { readQueries, type StoredQuery } from './store.js';

const stored = (workspace: Workspace): Promise<StoredQuery[]> => collected(readQueries(workspace));
const counts = async (workspace: Workspace): Promise<Record<string, number>> =>
  Object.fromEntries((await stored(workspace)).map(({ text, count }) => [text, count]));
/** All that lies in the corpus folder, hidden files included, by content; an unfinished session is no part of a corpus. */
const everything = async (workspace: Workspace): Promise<Record<string, string>> => {
  const all = await readdir(workspace.queries).catch(() => []);
  const names = all.filter((name) => !name.endsWith('.tmp'));
  const contents = await Promise.all(names.map((name) => readFile(join(workspace.queries, name), 'utf8')));
  return Object.fromEntries(names.map((name, at) => [name, contents[at] ?? '']));
};
async function* bytes(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

describe('mine', () => {
  it('keeps what is a query, counts what is not, and merges duplicates into a count', async () => {
    const workspace = await emptyWorkspace();
    const folder = await folderWith({
      'log.txt':
        'how do tides work\nHow do  tides WORK\nprivacy policy\nwrite to joe@example.com about rust\n?\n',
    });
    const report = await mine({ workspace, sources: [join(folder, 'log.txt')] });
    expect(report).toMatchObject({
      name: 'log',
      read: 5,
      kept: 2,
      rejected: { duplicate: 1, boilerplate: 1, 'no-words': 1 },
      examples: { boilerplate: ['privacy policy'] },
      output: join(workspace.queries, 'log.jsonl'),
      queries: 2,
      asked: 3,
    });
    expect(await stored(workspace)).toEqual([
      {
        corpus: 'log',
        id: queryId('how do tides work'),
        text: 'how do tides work',
        language: 'en',
        source: { kind: 'text', location: join(folder, 'log.txt'), line: 1 },
        date: null,
        count: 2,
      },
      expect.objectContaining({ text: 'write to [EMAIL] about rust', flags: ['masked-email'] }),
    ]);
  });

  it('takes a page at its word about its language where a question has no clear one', async () => {
    const workspace = await emptyWorkspace();
    const body = '<h1>Garten Krefeld?</h1><p>How do the tides work?</p>';
    const folder = await folderWith({
      'german.html': `<!doctype html><html lang="de-DE"><body>${body}</body></html>`,
      'silent.html': `<!doctype html><html lang="x"><body>${body}</body></html>`,
    });
    const german = await mine({ workspace, name: 'german', sources: [join(folder, 'german.html')] });
    expect(german).toMatchObject({ kept: 1, rejected: { 'other-language': 1 } });
    const silent = await mine({ workspace, name: 'silent', sources: [join(folder, 'silent.html')] });
    expect(silent).toMatchObject({ kept: 2, rejected: {} });
  });

  it('counts a conversation once, however many requests repeat it', async () => {
    const workspace = await emptyWorkspace();
    const turns = ['how do tides work', 'the moon', 'and the sun', 'less', 'why is it less than the moon'];
    const request = (length: number): string => {
      const said = turns.slice(0, length);
      const messages = said.map((content, at) => ({ role: at % 2 === 0 ? 'user' : 'assistant', content }));
      return JSON.stringify({ request_body: { model: 'm', messages } });
    };
    const folder = await folderWith({ 'log.jsonl': [1, 3, 5].map(request).join('\n') });
    const { read, rejected } = await mine({ workspace, sources: [folder] });
    expect({ read, rejected }).toEqual({ read: 3, rejected: { 'repeated-turn': 2 } });
    expect(await counts(workspace)).toEqual({ 'how do tides work': 1 });
  });

  it('accounts for every text that it read', async () => {
    const workspace = await emptyWorkspace();
    const rejectedFile = join(workspace.root, 'rejected.jsonl');
    const folder = await folderWith({
      'a.txt': 'how do tides work\nhow do tides work\nhi\nwww.example.org\nrust red why\n',
    });
    const { read, kept, rejected } = await mine({ workspace, sources: [folder], rejectedFile });
    const total = Object.values(rejected).reduce((sum, texts) => sum + texts, 0);
    expect(kept + total).toBe(read);
    const lines = (await readFile(rejectedFile, 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toContainEqual({
      reason: 'bare-url',
      text: 'www.example.org',
      location: join(folder, 'a.txt'),
      line: 4,
    });
    expect(lines).toHaveLength(total);
  });

  it('adds the counts that a source has made already', async () => {
    const workspace = await emptyWorkspace();
    const folder = await folderWith({ 'a.csv': 'query,count\nhow do tides work,40\nHow do tides work,2\n' });
    await mine({ workspace, sources: [folder] });
    expect(await counts(workspace)).toEqual({ 'how do tides work': 42 });
  });

  it('knows an input that it has mined, by its bytes and whatever its name; new ones add to the corpus', async () => {
    const workspace = await emptyWorkspace();
    const folder = await folderWith({ 'a.txt': 'how do tides work\n' });
    const options = { workspace, sources: [folder], name: 'log' };
    await mine(options);
    const before = await everything(workspace);
    expect(await mine(options)).toMatchObject({
      read: 0,
      kept: 0,
      queries: 1,
      alreadyMined: [join(folder, 'a.txt')],
    });
    expect(await everything(workspace)).toEqual(before);

    await copyFile(join(folder, 'a.txt'), join(folder, 'copy.txt'));
    await writeFile(join(folder, 'b.txt'), 'how do tides work\nwhy is rust red\n');
    expect(await mine(options)).toMatchObject({
      read: 2,
      kept: 1,
      rejected: { duplicate: 1 },
      queries: 2,
      asked: 3,
    });
    expect(await counts(workspace)).toEqual({ 'how do tides work': 2, 'why is rust red': 1 });
    const manifest = JSON.parse((await everything(workspace))['log.manifest.json'] ?? '');
    expect(manifest.sessions).toHaveLength(2);
    expect(manifest.output).toMatchObject({ queries: 2, asked: 3 });
  });

  it('gives the same corpus in one go and in several', async () => {
    const folder = await folderWith({
      'a.txt': 'how do tides work\nwhy is rust red\n',
      'b.txt': 'why is rust red\nwho built the canal\n',
    });
    const [a, b] = [join(folder, 'a.txt'), join(folder, 'b.txt')];
    const [whole, parts] = [await emptyWorkspace(), await emptyWorkspace()];
    await mine({ workspace: whole, sources: [a, b], name: 'log' });
    await mine({ workspace: parts, sources: [a], name: 'log' });
    await mine({ workspace: parts, sources: [b], name: 'log' });
    expect((await everything(parts))['log.jsonl']).toEqual((await everything(whole))['log.jsonl']);
  });

  it('reads standard input, and leaves nothing of it behind', async () => {
    const workspace = await emptyWorkspace();
    const report = await mine({
      workspace,
      sources: ['-'],
      stdin: bytes('how do ti', 'des work\nwhy is rust red'),
    });
    expect(report).toMatchObject({ name: 'standard-input', kept: 2 });
    expect(Object.keys(await everything(workspace)).sort()).toEqual([
      'standard-input.jsonl',
      'standard-input.manifest.json',
    ]);
  });

  it('interrupted at any moment changes nothing; the same call then does it all', async () => {
    const folder = await folderWith({
      'a.txt': 'how do tides work\n',
      'b.txt': gzipSync('why is rust red\n'),
      'c.jsonl': '{"prompt":"who built the canal"}\n',
    });
    const workspace = await emptyWorkspace();
    await mine({ workspace, sources: [join(folder, 'a.txt')], name: 'log' });
    const before = await everything(workspace);
    const options = { workspace, sources: [folder], name: 'log' };
    for (let moment = 1; moment <= 3; moment += 1) {
      const abort = new AbortController();
      let events = 0;
      const onProgress = (): void => {
        events += 1;
        if (events === moment) abort.abort();
      };
      await expect(mine(options, { signal: abort.signal, onProgress })).rejects.toMatchObject({
        code: 'interrupted',
      });
      expect(await everything(workspace)).toEqual(before);
    }
    expect(await mine(options)).toMatchObject({ kept: 2, queries: 3 });
  });

  it('can be interrupted while standard input says nothing', async () => {
    const workspace = await emptyWorkspace();
    const abort = new AbortController();
    const silent = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('how do tides work\n');
      abort.abort();
      await new Promise(() => undefined);
    };
    await expect(
      mine({ workspace, sources: ['-'], stdin: silent() }, { signal: abort.signal }),
    ).rejects.toMatchObject({ code: 'interrupted' });
    expect(await everything(workspace)).toEqual({});
  });

  it('killed between writing queries and manifest counts nothing twice', async () => {
    const workspace = await emptyWorkspace();
    const folder = await folderWith({ 'a.txt': 'how do tides work\n', 'b.txt': 'why is rust red\n' });
    const [a, b] = [join(folder, 'a.txt'), join(folder, 'b.txt')];
    const manifest = join(workspace.queries, 'log.manifest.json');
    await mine({ workspace, sources: [a], name: 'log' });
    const earlier = await readFile(manifest);
    await mine({ workspace, sources: [b], name: 'log' });
    // What such a kill leaves: new queries, the old manifest, the new one waiting.
    await mkdir(join(workspace.queries, '.log.tmp'));
    await copyFile(manifest, join(workspace.queries, '.log.tmp', 'manifest.json'));
    await writeFile(manifest, earlier);
    expect(await mine({ workspace, sources: [a, b], name: 'log' })).toMatchObject({
      read: 0,
      alreadyMined: [a, b],
    });
    expect(await counts(workspace)).toEqual({ 'how do tides work': 1, 'why is rust red': 1 });
  });

  it('is refused while another process changes the same corpus', async () => {
    const workspace = await emptyWorkspace();
    const folder = await folderWith({ 'a.txt': 'how do tides work\n' });
    const lock = await takeLock(join(workspace.queries, '.log.lock'), 'test');
    const options = { workspace, sources: [folder], name: 'log' };
    await expect(mine(options)).rejects.toMatchObject({ code: 'locked' });
    await lock.release();
    expect(await mine(options)).toMatchObject({ kept: 1 });
  });
});

describe('near duplicates', () => {
  const asked = 'how do the tides work along the coast of brittany in spring';

  it('raise the count of the query kept, in one session and in later ones', async () => {
    const workspace = await emptyWorkspace();
    const folder = await folderWith({
      'a.txt': `${asked}\nwhy is rust red\n${asked}?\n`,
      'b.txt': `why is rust red\n${asked}s!\n${asked}s!\n`,
    });
    const [a, b] = [join(folder, 'a.txt'), join(folder, 'b.txt')];
    expect(await mine({ workspace, sources: [a], name: 'log' })).toMatchObject({
      kept: 2,
      rejected: { 'near-duplicate': 1 },
    });
    expect(await mine({ workspace, sources: [b], name: 'log' })).toMatchObject({
      kept: 0,
      rejected: { duplicate: 2, 'near-duplicate': 1 },
      asked: 6,
    });
    expect(await counts(workspace)).toEqual({ [asked]: 4, 'why is rust red': 2 });
  });

  it('stay apart where the user wants it', async () => {
    const workspace = await emptyWorkspace();
    const folder = await folderWith({ 'a.txt': `${asked}\n${asked}?\n` });
    expect(await mine({ workspace, sources: [folder], near: false })).toMatchObject({
      kept: 2,
      rejected: {},
    });
  });
});

describe('dates', () => {
  const log =
    '{"prompt":"how do tides work","created_at":"2026-09-30T23:59:59Z"}\n' +
    '{"prompt":"why is rust red","created_at":"2026-10-01"}\n' +
    '{"prompt":"who built the canal","created_at":"2026-10-31T23:59:59Z"}\n' +
    '{"prompt":"where do eels spawn"}\n';

  it('choose a month, and other months of the same file later', async () => {
    const workspace = await emptyWorkspace();
    const folder = await folderWith({ 'a.jsonl': log });
    const month = (since: string, until: string) => ({
      workspace,
      sources: [folder],
      name: 'log',
      since,
      until,
    });
    expect(await mine(month('2026-10-01', '2026-11-01'))).toMatchObject({
      read: 4,
      kept: 2,
      rejected: { 'no-date': 1, 'other-date': 1 },
    });
    expect(await mine(month('2026-10-01', '2026-11-01'))).toMatchObject({ read: 0 });
    expect(await mine(month('2026-09-01', '2026-10-01'))).toMatchObject({ read: 4, kept: 1, queries: 3 });
  });

  it('that a record does not have are those of the source', async () => {
    const workspace = await emptyWorkspace();
    const folder = await folderWith({ 'a.jsonl': log });
    await mine({ workspace, sources: [folder], since: '2026-10-31', sourceDate: '2026-11-05' });
    expect((await stored(workspace)).map(({ text, date }) => [text, date])).toEqual([
      ['who built the canal', '2026-10-31T23:59:59.000Z'],
      ['where do eels spawn', '2026-11-05'],
    ]);
  });
});

describe('a sample', () => {
  const lines = Array.from({ length: 400 }, (_, at) => `what is the ${at}th river of the north`);

  it('has the size asked for, the same for the same seed, in the order of the source', async () => {
    const folder = await folderWith({ 'a.txt': lines.join('\n') });
    const drawn = async (seed: number): Promise<string[]> => {
      const workspace = await emptyWorkspace();
      const report = await mine({ workspace, sources: [folder], sample: 50, seed, near: false });
      expect(report).toMatchObject({ read: 400, kept: 50, rejected: { 'not-sampled': 350 } });
      return (await stored(workspace)).map(({ text }) => text);
    };
    const first = await drawn(1);
    expect(await drawn(1)).toEqual(first);
    expect(await drawn(2)).not.toEqual(first);
    expect(lines.filter((line) => first.includes(line))).toEqual(first);
  });
});

describe('a log that has grown', () => {
  it.each([
    ['a.txt', 'how do tides work\n', 'why is rust red\n'],
    ['a.csv', 'id,prompt\n1,how do tides work\n', '2,why is rust red\n'],
    ['a.jsonl', '{"prompt":"how do tides work"}\n{"prompt":"why', ' is rust red"}\n'],
  ])('%s is read from where it was left', async (name, old, further) => {
    const workspace = await emptyWorkspace();
    const folder = await folderWith({ [name]: old });
    const file = join(folder, name);
    await mine({ workspace, sources: [file], name: 'log' });
    await appendFile(file, further);
    expect(await mine({ workspace, sources: [file], name: 'log' })).toMatchObject({ read: 1, kept: 1 });
    expect(await counts(workspace)).toEqual({ 'how do tides work': 1, 'why is rust red': 1 });
    await appendFile(file, further.replace('rust', 'mars'));
    await mine({ workspace, sources: [file], name: 'log' });
    expect((await counts(workspace))['how do tides work']).toBe(1);
  });

  it('is read anew where its beginning is another', async () => {
    const workspace = await emptyWorkspace();
    const folder = await folderWith({ 'a.txt': 'how do tides work\n' });
    await mine({ workspace, sources: [folder], name: 'log' });
    await writeFile(join(folder, 'a.txt'), 'who built the canal\nhow do tides work\n');
    expect(await mine({ workspace, sources: [folder], name: 'log' })).toMatchObject({ read: 2, asked: 3 });
  });
});
