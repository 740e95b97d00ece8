/** Writes a built release: items, manifest, datasheet, suspects, canary. */

import { join } from 'node:path';
import type { ReleaseDraft } from '../mixer/index.js';
import { exists } from '../src/core/files.js';
import { uuidV5 } from '../src/core/hash.js';
import { safeName } from '../src/core/names.js';
import { packageVersion } from '../src/core/package.js';
import type { LongTask } from '../src/core/progress.js';
import type { Workspace } from '../src/core/workspace.js';
import { suspectsFile } from './layout.js';
import { type BuildFacts, type BuiltManifest, formatVersion, type Manifest } from './manifest.js';
import { type DividedSplits, divideSplits, writePrivatePart } from './private-part.js';
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
export function releaseHead(draft: ReleaseDraft, facts: ReleaseFacts): Omit<BuiltManifest, 'files'> {
  return headOf(draft, divideSplits(draft.splits, facts.parameters.private), facts);
}

function headOf(
  { report }: ReleaseDraft,
  { published, part }: DividedSplits,
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
    ...describeSplits(published),
    overlap,
    matchedShare: report.matchedShare,
    similarityQuantiles: report.similarityQuantiles,
    indexRecall: { kind: report.indexKind, ...report.indexRecall },
    clusters: report.clusters,
    effectivePoolSize: report.effectivePoolSize,
    traffic: report.traffic,
    topicDistance: report.topicDistance,
    hard: report.hard,
    private: part,
    suspects: report.suspects.length,
  };
}

/**
 * Writes a built release into the workspace, its private part beside it: seen whole or not at all, and never changed again.
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
  const divided = divideSplits(draft.splits, facts.parameters.private);
  const head = headOf(draft, divided, facts);
  const suspects = `${JSON.stringify(draft.report.suspects, null, 2)}\n`;
  const all = new Map([...extra, [suspectsFile, suspects]]);
  // First, so that no release is seen whose private part is not whole; that of a release that is there stays.
  if (!(await exists(folder))) await writePrivatePart(workspace, facts.version, divided.files);
  const files = await writeReleaseFolder(folder, { head, splits: divided.published, extra: all }, signal);
  return { folder, manifest: { ...head, files } };
}
