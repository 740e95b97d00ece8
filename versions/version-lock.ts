import { join } from 'node:path';
import { takeLock } from '../src/core/lock.js';
import type { Workspace } from '../src/core/workspace.js';

/**
 * Does the work that makes a release while no other process makes one of that name.
 *
 * @param purpose shown to whoever comes second
 * @throws MixevalError `locked`
 */
export async function withVersionLock<T>(
  workspace: Workspace,
  version: string,
  purpose: string,
  work: () => Promise<T>,
): Promise<T> {
  const lock = await takeLock(join(workspace.versions, `.${version}.lock`), `${purpose} of ${version}`);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}
