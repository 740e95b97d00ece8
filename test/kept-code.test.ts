import { isAscii } from 'node:buffer';
import { execFile } from 'node:child_process';
import { cp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
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
  const version = async (...flags: string[]): Promise<string> => {
    const main = join(commandLine, 'main.js');
    return (await promisify(execFile)(process.execPath, [...flags, main, '--version'])).stdout.trim();
  };
  expect(await version()).toBe(packageVersion);
  // Code is made under V8's own flags.
  expect(await version('--no-opt')).toBe(packageVersion);

  const kept = (await readdir(commandLine)).filter((name) => name.endsWith('.code'));
  const file = join(commandLine, kept[0] ?? '');
  expect(kept).toHaveLength(1);
  await writeFile(file, 'no code');
  expect(await version()).toBe(packageVersion);
  await rm(file);
  expect(await version()).toBe(packageVersion);
});

test('the bundle is ASCII, its patterns included: it is decoded as such', async () => {
  expect(isAscii(await readFile(join(packageRoot, 'dist/src/cli/command-line.js')))).toBe(true);
});
