import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeFolder } from '../../src/core/files.js';
import { type Workspace, workspaceAt } from '../../src/core/workspace.js';

/** A temporary folder with these files in it; names may hold folders. */
export async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mixeval-corpus-'));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await makeFolder(dirname(path));
    await writeFile(path, content);
  }
  return folder;
}

export async function emptyWorkspace(): Promise<Workspace> {
  return workspaceAt(await folderWith({}));
}

/** Everything an iterable gives. */
export async function collected<T>(values: AsyncIterable<T> | Iterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}
