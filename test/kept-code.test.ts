import { isAscii } from 'node:buffer';
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { packageRoot, packageVersion } from '../src/core/package.js';
import { emptyFolder } from './command-line.js';

test('the command line starts from kept code, without it, and beside code that does not fit', async () => {
  const folder = await emptyFolder();
  const commandLine = join(folder, 'dist/src/cli');
  await cp(join(packageRoot, 'dist/src/cli'), commandLine, { recursive: true });
  await cp(join(packageRoot, 'package.json'), join(folder, 'package.json'));
  await symlink(join(packageRoot, 'node_modules'), join(folder, 'node_modules'));
  const main = join(commandLine, 'main.js');
  const shows = async (...args: string[]): Promise<string> =>
    (await promisify(execFile)(process.execPath, args)).stdout.trim();
  const version = (...flags: string[]): Promise<string> => shows(...flags, main, '--version');
  expect(await version()).toBe(packageVersion);
  // Code is made under V8's own flags.
  expect(await version('--no-opt')).toBe(packageVersion);

  const kept = (await readdir(commandLine)).filter((name) => name.endsWith('.code'));
  const file = join(commandLine, kept[0] ?? '');
  expect(kept).toHaveLength(1);
  const code = await readFile(file);
  expect(code.includes(packageRoot)).toBe(false);
  const bundle = join(commandLine, 'command-line.js');
  const source = await readFile(bundle, 'latin1');
  await writeFile(bundle, source.replace('dynamic LLM benchmark', 'DYNAMIC LLM benchmark'));
  expect(await shows(main, '--help')).toContain('DYNAMIC');
  await writeFile(bundle, source);
  // V8 itself checks no more than the code's head.
  for (let at = 1000; at < code.length; at += 1000) code.writeUInt8(code.readUInt8(at) ^ 1, at);
  for (const damaged of [code, '', 'no code']) {
    await writeFile(file, damaged);
    expect(await version()).toBe(packageVersion);
  }
  await rm(file);
  expect(await version()).toBe(packageVersion);
  await mkdir(file);
  expect(await version()).toBe(packageVersion);
});

test('the bundle is ASCII, its patterns included: it is decoded as such', async () => {
  expect(isAscii(await readFile(join(packageRoot, 'dist/src/cli/command-line.js')))).toBe(true);
});
