import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MixevalError } from '../src/core/errors.js';
import { writeFileAtomic, writeFolderAtomic } from '../src/core/files.js';
import type { LongTask } from '../src/core/progress.js';
import { manifestChecksumFile, manifestFile } from './layout.js';
import type { Manifest } from './manifest.js';
import { parseManifest } from './manifest-file.js';
import { verifyFolder } from './verify.js';

/**
 * Copies a release of ours from anywhere, checked as `versions verify` does before a byte of it is written.
 *
 * @throws MixevalError `corrupt`, naming what is wrong with it; `exists`
 */
export async function copyRelease(
  from: string,
  to: string,
  version: string,
  task: LongTask,
): Promise<Manifest> {
  const problems = await verifyFolder(from, version, task);
  const [first] = problems;
  if (first) {
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    throw new MixevalError('corrupt', `${join(from, first.file)}: ${first.problem}${more}.`, {
      next: 'Copy the release folder again from where it came, under its own name.',
      details: { problems },
    });
  }
  const manifest = parseManifest(await readFile(join(from, manifestFile), 'utf8'), manifestFile, version);
  const names = [...Object.keys(manifest.files), manifestFile, manifestChecksumFile];
  await writeFolderAtomic(to, async (folder) => {
    for (const name of names) await writeFileAtomic(join(folder, name), await readFile(join(from, name)));
  });
  return manifest;
}
