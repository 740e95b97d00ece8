import { execFile } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../testing/files.js';
import { listFiles } from './list-files.js';
import { planInputs } from './plan-inputs.js';

describe('listFiles', () => {
  it('takes files of known kinds, in all folders below, and names what it passes over', async () => {
    const folder = await folderWith({
      'b/log.jsonl.gz': 'x',
      'a.txt': 'x',
      LICENSE: 'x',
      '.hidden/c.txt': 'x',
      'b/.d.txt': 'x',
      'b/notes.md': 'x',
    });
    const { files, passedOver } = await listFiles(folder, []);
    expect(files.map((file) => relative(folder, file))).toEqual(['a.txt', 'b/log.jsonl.gz']);
    expect(passedOver.map((file) => relative(folder, file))).toEqual(['LICENSE', 'b/notes.md']);
  });

  it.each([
    ['a.txt', ['b/a-2.txt', 'b/c.csv']],
    ['a*', ['b/c.csv']],
    ['b/*', ['a.txt']],
    ['**/*.txt', ['b/c.csv']],
    ['?.csv', ['a.txt', 'b/a-2.txt']],
    ['A.TXT', ['a.txt', 'b/a-2.txt', 'b/c.csv']],
  ])('leaves out what %s fits', async (pattern, left) => {
    const folder = await folderWith({ 'a.txt': 'x', 'b/a-2.txt': 'x', 'b/c.csv': 'x' });
    const { files } = await listFiles(folder, [pattern]);
    expect(files.map((file) => relative(folder, file))).toEqual(left);
  });
});

describe('planInputs', () => {
  it('reports what cannot be read and goes on; the same file twice is one input', async () => {
    const folder = await folderWith({ 'a.txt': 'abc', 'empty/README': 'x' });
    await symlink(join(folder, 'gone.txt'), join(folder, 'b.txt'));
    const plan = await planInputs(
      [folder, join(folder, 'a.txt'), join(folder, 'none.txt'), join(folder, 'empty')],
      [],
    );
    expect(plan.inputs).toEqual([{ kind: 'file', path: join(folder, 'a.txt') }]);
    expect(plan.totalBytes).toBe(3);
    expect(plan.failed.map(({ location, error }) => [relative(folder, location), error.code])).toEqual([
      ['none.txt', 'not-found'],
      ['empty', 'not-found'],
      ['b.txt', 'not-found'],
    ]);
  });

  it('does not wait for a pipe in a folder', async () => {
    const folder = await folderWith({ 'a.txt': 'abc' });
    await promisify(execFile)('mkfifo', [join(folder, 'pipe.txt')]);
    const { inputs, failed } = await planInputs([folder], []);
    expect(inputs).toEqual([{ kind: 'file', path: join(folder, 'a.txt') }]);
    expect(failed).toMatchObject([{ location: join(folder, 'pipe.txt'), error: { code: 'usage' } }]);
  });
});
