import { readdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfAborted } from '../src/core/errors.js';
import { exists, writeFileAtomic, writeFolderAtomic } from '../src/core/files.js';
import type { LongTask } from '../src/core/progress.js';
import type { Workspace } from '../src/core/workspace.js';
import { exportFormats } from './formats/index.js';
import { findRelease } from './store.js';

export interface ExportOptions {
  readonly workspace: Workspace;
  readonly version: string;
  /** A name in the registry of formats. */
  readonly format: string;
  /** The folder to make; an empty one may be there. */
  readonly out: string;
}

export interface ExportReport {
  readonly version: string;
  readonly format: string;
  readonly path: string;
  /** Paths in it. */
  readonly files: readonly string[];
}

/**
 * Writes a release in another program's form; seen whole or not at all.
 *
 * @throws MixevalError `not-found` for an unknown version, `usage` for an unknown format, `corrupt` naming a file that has
 *   changed, `exists` where something is at `out`
 */
export async function exportRelease(
  { workspace, version, format, out }: ExportOptions,
  { signal }: LongTask = {},
): Promise<ExportReport> {
  const form = exportFormats.get(format);
  const release = await findRelease(workspace, version);
  const files: string[] = [];
  if ((await exists(out)) && (await readdir(out)).length === 0) await rmdir(out);
  await writeFolderAtomic(out, async (folder) => {
    for await (const { path, data } of form.render(release)) {
      throwIfAborted(signal);
      await writeFileAtomic(join(folder, path), data);
      files.push(path);
    }
  });
  return { version, format, path: out, files };
}
