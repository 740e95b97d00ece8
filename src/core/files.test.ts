import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exists, listFolder, readJson, writeFileAtomic, writeFolderAtomic, writeJson } from './files.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mixeval-files-'));
});

describe('writeFileAtomic', () => {
  it('replaces a file and leaves no other', async () => {
    const path = join(folder, 'deep', 'file.txt');
    await writeFileAtomic(path, 'one');
    await writeFileAtomic(path, 'two');
    expect(await readFile(path, 'utf8')).toBe('two');
    expect(await readdir(join(folder, 'deep'))).toEqual(['file.txt']);
  });

  it('keeps the old file when the new one cannot be written', async () => {
    const path = join(folder, 'taken');
    await writeFileAtomic(join(path, 'inner'), 'a folder stands in the way');
    await expect(writeFileAtomic(path, 'text')).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['taken']);
  });
});

describe('writeFolderAtomic', () => {
  it('shows the folder only when it is whole', async () => {
    const path = join(folder, 'release');
    await writeFolderAtomic(path, async (inside) => {
      await writeFile(join(inside, 'a'), '1');
      expect(await exists(path)).toBe(false);
      expect(await listFolder(folder)).toEqual([]);
    });
    expect(await readFile(join(path, 'a'), 'utf8')).toBe('1');
  });

  it('leaves nothing of a folder that failed', async () => {
    const fill = async (inside: string): Promise<void> => {
      await writeFile(join(inside, 'a'), '1');
      throw new Error('no more');
    };
    await expect(writeFolderAtomic(join(folder, 'release'), fill)).rejects.toThrow('no more');
    expect(await readdir(folder)).toEqual([]);
  });

  it('never changes a finished folder', async () => {
    const path = join(folder, 'release');
    await writeFolderAtomic(path, (inside) => writeFile(join(inside, 'a'), '1'));
    await expect(writeFolderAtomic(path, async () => undefined)).rejects.toMatchObject({ code: 'exists' });
    expect(await readdir(path)).toEqual(['a']);
  });
});

describe('readJson', () => {
  const schema = z.object({ n: z.number() });

  it('gives what was written', async () => {
    await writeJson(join(folder, 'a.json'), { n: 1 });
    expect(await readJson(join(folder, 'a.json'), schema)).toEqual({ n: 1 });
  });

  it('tells text that is no JSON from JSON of another shape', async () => {
    await writeFile(join(folder, 'cut.json'), '{"n": 1');
    await expect(readJson(join(folder, 'cut.json'), schema)).rejects.toMatchObject({ code: 'corrupt' });
    await writeFile(join(folder, 'other.json'), '{"n": "1"}');
    await expect(readJson(join(folder, 'other.json'), schema)).rejects.toMatchObject({
      code: 'invalid-data',
      message: expect.stringContaining('field "n"'),
    });
  });
});
