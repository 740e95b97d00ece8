import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../src/core/package.js';

const rooms = ['encoder', 'corpus', 'mixer', 'versions', 'eval', 'src'];

/** The text of every file of the rooms. */
async function sources(): Promise<{ file: string; text: string }[]> {
  const files = await Promise.all(
    rooms.map(async (room) =>
      (await readdir(join(packageRoot, room), { recursive: true }))
        .filter((name) => name.endsWith('.ts'))
        .map((name) => `${room}/${name}`),
    ),
  );
  return Promise.all(
    files.flat().map(async (file) => ({ file, text: await readFile(join(packageRoot, file), 'utf8') })),
  );
}

describe('a registry', async () => {
  const all = await sources();
  const registries = all.flatMap(({ file, text }) =>
    [...text.matchAll(/^export const (\w+) = registryOf</gm)].map(([, name = '']) => ({ file, name })),
  );

  it('is found wherever one is made', () => {
    const made = all.filter(({ file, text }) => /= registryOf\b/.test(text) && !file.endsWith('.test.ts'));
    expect(registries.length).toBeGreaterThanOrEqual(16);
    expect(new Set(registries.map(({ file }) => file))).toEqual(new Set(made.map(({ file }) => file)));
  });

  it.each(registries)('$name of $file has a contract test over all its parts', ({ file, name }) => {
    const overAll = new RegExp(`describe\\.each\\(${name}\\.(all\\(\\)|names)|\\[\\.\\.\\.${name}\\.names`);
    const room = file.slice(0, file.indexOf('/'));
    const tests = all.filter((other) => other.file.endsWith('.test.ts') && other.file.startsWith(`${room}/`));
    expect(tests.filter(({ text }) => overAll.test(text)).map((test) => test.file)).not.toEqual([]);
  });
});
