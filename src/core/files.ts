/** Folders and files: made, read, and written whole or not at all. */

import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { z } from 'zod';
import { MixevalError, systemCode } from './errors.js';
import { describeIssues } from './parse.js';

/** Makes the folder and all above it; being there already is no error. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
}

/** Flushes a folder's entries to the disk, so that a rename in it outlives a loss of power. */
async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder for this; there the rename itself is durable.
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A name beside `path` that no reader takes for a finished file. */
export function temporaryName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}.tmp`);
}

/**
 * Writes a file so that it is seen either whole or not at all: temporary file, fsync, rename.
 * Throws the system's error (ENOSPC, EACCES, ...) after removing the temporary file.
 */
export async function writeFileAtomic(path: string, data: string | Uint8Array): Promise<void> {
  await makeFolder(dirname(path));
  const temporary = temporaryName(path);
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Writes a value as indented JSON with a final newline, atomically. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFileAtomic(path, `${JSON.stringify(value, null, 2)}\n`);
}

/**
 * Builds a folder under a temporary name and renames it into place once `fill` has returned.
 * Throws `exists` where the place is taken: a finished folder is never changed.
 */
export async function writeFolderAtomic(
  path: string,
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  if (await exists(path)) {
    throw new MixevalError('exists', `${path} is there already, and a finished folder is never changed.`, {
      next: 'Choose another name.',
    });
  }
  await makeFolder(dirname(path));
  const temporary = temporaryName(path);
  try {
    await makeFolder(temporary);
    await fill(temporary);
    await syncFolder(temporary);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Removes a folder in which there are no files, however many folders; one that holds anything stays as it is. */
export async function removeIfEmpty(path: string): Promise<void> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  if (entries.every((entry) => entry.isDirectory())) await rm(path, { recursive: true });
}

/** Whether something is at the path. */
export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw error;
  }
}

/** The names in a folder, sorted; none where there is no such folder. Temporary files are left out. */
export async function listFolder(path: string): Promise<string[]> {
  try {
    const names = await readdir(path);
    return names.filter((name) => !(name.startsWith('.') && name.endsWith('.tmp'))).sort();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Reads a JSON file and checks it.
 * Throws `corrupt` for text that is not JSON and `invalid-data` for JSON of another shape, naming file and field.
 */
export async function readJson<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
  const text = await readFile(path, 'utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new MixevalError('corrupt', `${path} is not valid JSON.`, {
      cause,
      next: 'Restore the file from where it came, or remove it.',
    });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new MixevalError('invalid-data', `${path}: ${describeIssues(result.error, value)}`, {
    cause: result.error,
    next: 'Mend the field that is named.',
  });
}
