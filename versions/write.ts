/** Writes a built release: items, manifest, datasheet, suspects, canary. */

import { join } from 'node:path';
import type { ReleaseDraft } from '../mixer/index.js';
import { uuidV5 } from '../src/core/hash.js';
import { safeName } from '../src/core/names.js';
import { packageVersion } from '../src/core/package.js';
import type { LongTask } from '../src/core/progress.js';
import type { Workspace } from '../src/core/workspace.js';
import { suspectsFile } from './layout.js';
import { type BuildFacts, type BuiltManifest, formatVersion, type Manifest } from './manifest.js';
import { type FileContent, writeReleaseFolder } from './release-folder.js';
import { describeSplits } from './splits.js';

/** What a draft does not know of itself. */
export interface ReleaseFacts extends BuildFacts {
  readonly version: string;
  /** YYYY-MM-DD, or null. */
  readonly date: string | null;
  readonly overlap: Manifest['overlap'];
}

/** What stands in every item of a release, so that a text which holds it is seen to have read the release. */
export function canaryOf(version: string, contentHash: string): string {
  return uuidV5(`${version}/${contentHash}`);
}

/** All that a manifest says of a built release, but for its files. */
export function releaseHead(
  { report, splits }: ReleaseDraft,
  { version, date, overlap, ...facts }: ReleaseFacts,
): Omit<BuiltManifest, 'files'> {
  return {
    formatVersion,
    origin: 'built',
    version,
    date,
    mixevalVersion: packageVersion,
    canary: canaryOf(version, facts.pool.hash),
    ...facts,
    ...describeSplits(splits),
    overlap,
    matchedShare: report.matchedShare,
    similarityQuantiles: report.similarityQuantiles,
    indexRecall: { kind: report.indexKind, ...report.indexRecall },
    clusters: report.clusters,
    effectivePoolSize: report.effectivePoolSize,
    traffic: report.traffic,
    topicDistance: report.topicDistance,
    hard: report.hard,
    suspects: report.suspects.length,
  };
}

/**
 * Writes a built release into the workspace: seen whole or not at all, and never changed again.
 *
 * @param extra further files by their path in the folder
 * @throws MixevalError `exists` where a release of that name is there, `usage` for a name that cannot be a folder's,
 *   `interrupted`
 */
export async function writeRelease(
  workspace: Workspace,
  draft: ReleaseDraft,
  facts: ReleaseFacts,
  { signal }: LongTask = {},
  extra: ReadonlyMap<string, FileContent> = new Map(),
): Promise<{ readonly folder: string; readonly manifest: BuiltManifest }> {
  const folder = join(workspace.versions, safeName(facts.version, 'version'));
  const { report, splits } = draft;
  const head = releaseHead(draft, facts);
  const suspects = `${JSON.stringify(report.suspects, null, 2)}\n`;
  const all = new Map([...extra, [suspectsFile, suspects]]);
  const files = await writeReleaseFolder(folder, { head, splits, extra: all }, signal);
  return { folder, manifest: { ...head, files } };
}
