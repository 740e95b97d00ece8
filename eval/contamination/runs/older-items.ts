import { MixevalError } from '../../../src/core/errors.js';
import type { Workspace } from '../../../src/core/workspace.js';
import { listReleases, publishedIds } from '../../../versions/index.js';

/** Items that were published in older releases: nobody can have read a private one there. */
export interface OlderItems {
  /** Names of the releases. */
  readonly releases: readonly string[];
  /** The first day that each item stood in one; null where the release has no date. */
  readonly since: ReadonlyMap<string, string | null>;
}

/**
 * The published items of all releases before this one, by date and then by name.
 *
 * @throws MixevalError `not-found` for an unknown version; `too-few` where it is the first
 */
export async function olderItems(workspace: Workspace, version: string): Promise<OlderItems> {
  const all = await listReleases(workspace);
  const place = all.findIndex((release) => release.version === version);
  const older = all.slice(0, Math.max(0, place));
  if (older.length === 0) {
    throw new MixevalError('too-few', `No release here is older than "${version}".`, {
      next: 'Old items can be told from new ones only beside an older release: pull, import or build one.',
    });
  }
  const since = new Map<string, string | null>();
  for (const release of older) {
    for (const id of await publishedIds(release)) {
      if (!since.has(id)) since.set(id, release.manifest.date);
    }
  }
  return { releases: older.map((release) => release.version), since };
}
