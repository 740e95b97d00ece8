/** The releases that a new one comes after, and what it shares with them. */

import type { LongTask } from '../src/core/progress.js';
import type { Workspace } from '../src/core/workspace.js';
import type { Manifest } from './manifest.js';
import { overlapWith, type Splits } from './splits.js';
import { listOwnReleases, openRelease, type StoredRelease } from './store.js';

/**
 * The releases that a new one comes after: the workspace's own. What comes with the package is another series, and a
 * newer package must not change what the same corpus gives. Of a damaged one is told, and the work goes on without it.
 */
export function earlierReleases(workspace: Workspace, { onWarning }: LongTask): Promise<StoredRelease[]> {
  return listOwnReleases(workspace, ({ message }) =>
    onWarning?.(`Passed over a damaged release: ${message}`),
  );
}

/** The next place in the series of built releases, from 0. */
export function nextOrdinal(earlier: readonly StoredRelease[]): number {
  return (
    Math.max(-1, ...earlier.map(({ manifest }) => (manifest.origin === 'built' ? manifest.ordinal : -1))) + 1
  );
}

/**
 * The share of the splits' items that stand in each earlier release.
 *
 * @throws MixevalError `corrupt` where one of them is damaged
 */
export async function overlaps(
  workspace: Workspace,
  earlier: readonly StoredRelease[],
  splits: Splits,
): Promise<Manifest['overlap']> {
  const shares: Manifest['overlap'] = {};
  // One after another: only one release's items are held at a time.
  for (const { version } of earlier) {
    shares[version] = overlapWith(splits, (await openRelease(workspace, version)).splits);
  }
  return shares;
}
