import { appendFile, mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../src/core/workspace.js';
import { emptyWorkspace, folderWith } from '../testing/files.js';
import { mineByRules as mine } from '../testing/mine-by-rules.js';

/** All that lies in the corpus folder, hidden files included, by content. */
const everything = async (workspace: Workspace): Promise<Record<string, string>> => {
  const names = await readdir(workspace.queries).catch(() => []);
  const contents = await Promise.all(names.map((name) => readFile(join(workspace.queries, name), 'utf8')));
  return Object.fromEntries(names.map((name, at) => [name, contents[at] ?? '']));
};

describe('bad input', () => {
  it('among good is named and left out', async () => {
    const workspace = await emptyWorkspace();
    const folder = await folderWith({
      'a.txt': 'how do tides work\n',
      'b.txt': '',
      'c.jsonl': '{"reply":"x"}\n{"reply":"y"}\n',
      'f.csv': Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01', 'latin1'),
      'd.jsonl': '{"prompt":"why is rust red"}\n{"prompt":"who bui',
    });
    await symlink(join(folder, 'gone'), join(folder, 'e.txt'));
    const warnings: string[] = [];
    const report = await mine(
      { workspace, sources: [folder, join(folder, 'none')], name: 'log' },
      { onWarning: (message) => warnings.push(message) },
    );
    expect(report).toMatchObject({ kept: 2, badLines: 1 });
    expect(
      report.failed.map(({ location, code }) => [location.slice(folder.length + 1), code]).sort(),
    ).toEqual([
      ['b.txt', 'invalid-data'],
      ['c.jsonl', 'invalid-data'],
      ['e.txt', 'not-found'],
      ['f.csv', 'unsupported'],
      ['none', 'not-found'],
    ]);
    const told = warnings.join('\n');
    for (const part of [
      /b\.txt is empty/,
      /c\.jsonl.*"reply"/,
      /d\.jsonl, line 2 .*cut off/,
      /e\.txt/,
      /none/,
    ]) {
      expect(told).toMatch(part);
    }
  });

  it.each([
    ['a file that is not there', 'none.txt', 'not-found'],
    ['an empty file', 'empty.txt', 'invalid-data'],
    ['a folder with nothing in it', 'nothing', 'not-found'],
    ['records without a query', 'reply.jsonl', 'invalid-data'],
  ])('alone fails: %s', async (_, name, code) => {
    const workspace = await emptyWorkspace();
    const folder = await folderWith({ 'empty.txt': '', 'reply.jsonl': '{"reply":"x"}\n' });
    await mkdir(join(folder, 'nothing'));
    await expect(mine({ workspace, sources: [join(folder, name)] })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(name),
      next: expect.any(String),
    });
    expect(await everything(workspace)).toEqual({});
  });

  it.each([
    [{ sources: [] }, 'usage'],
    [{ sources: ['a'], name: '../outside' }, 'usage'],
    [{ sources: ['a'], minLength: 9, maxLength: 8 }, 'usage'],
    [{ sources: ['a'], minTokens: 9, maxTokens: 8 }, 'usage'],
    [{ sources: ['https://'] }, 'usage'],
    [{ sources: ['-'] }, 'usage'],
    [{ sources: ['a'], since: '2026-13-01' }, 'usage'],
    [{ sources: ['a'], since: '2026-10-01', until: '2026-10-01' }, 'usage'],
    [{ sources: ['a'], sourceDate: 'today' }, 'usage'],
  ])('wrong options %j', async (options, code) => {
    await expect(mine({ workspace: await emptyWorkspace(), ...options })).rejects.toMatchObject({ code });
  });

  it('an unknown format is told with those that are known', async () => {
    const folder = await folderWith({ 'a.txt': 'how do tides work\n' });
    await expect(
      mine({ workspace: await emptyWorkspace(), sources: [folder], format: 'jsnl' }),
    ).rejects.toMatchObject({ code: 'usage', next: expect.stringContaining('jsonl') });
  });

  it('in the corpus itself is told with its line', async () => {
    const workspace = await emptyWorkspace();
    const folder = await folderWith({ 'a.txt': 'how do tides work\n', 'b.txt': 'why is rust red\n' });
    await mine({ workspace, sources: [join(folder, 'a.txt')], name: 'log' });
    await appendFile(join(workspace.queries, 'log.jsonl'), '{"id":"cut');
    await expect(mine({ workspace, sources: [join(folder, 'b.txt')], name: 'log' })).rejects.toMatchObject({
      code: 'invalid-data',
      message: expect.stringMatching(/log\.jsonl, line 2/),
    });
  });
});
