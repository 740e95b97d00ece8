import { rename, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { MixevalError } from '../../src/core/errors.js';
import { temporaryName } from '../../src/core/files.js';
import { takeLock } from '../../src/core/lock.js';
import type { Workspace } from '../../src/core/workspace.js';
import { findRun } from './find-run.js';
import type { StoredRun } from './run-folder.js';

/**
 * Removes a run for good: its answers, grades and summary. Gone at once or not at all.
 *
 * @param name as `findRun` takes it
 * @throws MixevalError as `findRun`; `usage` for a run that is not of this workspace; `locked` while a process is at a run
 *   of the same model on the same benchmark
 */
export async function removeRun(workspace: Workspace, name: string): Promise<StoredRun> {
  const run = await findRun(workspace, name);
  if (!run.path.startsWith(`${workspace.runs}${sep}`)) {
    throw new MixevalError('usage', `The run at ${run.path} is not of the workspace ${workspace.root}.`, {
      next: 'Name its workspace with --workspace, or remove the folder yourself.',
    });
  }
  const lock = await takeLock(join(dirname(run.path), '.lock'), `remove run ${run.record.id}`);
  try {
    const aside = temporaryName(run.path);
    await rename(run.path, aside);
    await rm(aside, { recursive: true });
  } finally {
    await lock.release();
  }
  return run;
}
