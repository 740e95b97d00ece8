/** The room's public face; the code of builds is loaded only when one is made. */

import type { LongTask } from '../src/core/progress.js';
import type { BuildReport } from './build.js';
import type { BuildOptions } from './build-options.js';
import type { StabilityOptions, StabilityReport } from './stability/stability.js';

export type { BuildReport } from './build.js';
export type { BuildOptions } from './build-options.js';
export { diffOf, diffReleases, type ExpectedShift, type ReleaseDiff, type SplitDiff } from './diff.js';
export { type ExportOptions, type ExportReport, exportRelease } from './export.js';
export { exportFormats } from './formats/index.js';
export { type ImportOptions, type ImportReport, importRelease } from './import.js';
export type { BuiltManifest, ImportedManifest, Manifest } from './manifest.js';
export { isPublished, publishedVersions } from './published.js';
export { shownQueries } from './published-queries.js';
export { type PullOptions, type PullReport, pullRelease } from './pull.js';
export { type SplitSummary, type Splits, summaries } from './splits.js';
export { stabilityPlot } from './stability/plot.js';
export type { StabilityOptions, StabilityReport } from './stability/stability.js';
export {
  findRelease,
  hasRelease,
  listOwnReleases,
  listReleases,
  openRelease,
  openResting,
  publishedIds,
  type Release,
  type RestingRelease,
  type StoredRelease,
} from './store.js';
export type { SuspectToJudge } from './suspects.js';
export type { UpdateKind, UpdateOptions, UpdateReport } from './update/update.js';
export { type Problem, type Verification, verifyRelease } from './verify.js';
export { type ReleaseFacts, writeRelease } from './write.js';

/** As `buildRelease` of build.ts, which loads the encoder and the corpus: who only reads releases should not wait for them. */
export async function buildRelease(options: BuildOptions, task?: LongTask): Promise<BuildReport> {
  const build = await import('./build.js');
  return build.buildRelease(options, task);
}

/** The functions of suspects.ts, which read the corpus. */
export async function suspectsOfPools(): Promise<typeof import('./suspects.js')> {
  return import('./suspects.js');
}

/** The month's release, its name and its kinds: update/update.ts, which loads the encoder and the corpus. */
export async function update() {
  const [{ updateRelease }, { defaultPattern, versionName }] = await Promise.all([
    import('./update/update.js'),
    import('./update/version-name.js'),
  ]);
  return { updateRelease, defaultPattern, versionName };
}

/** As `readRetired` of retirement.ts. */
export async function readRetired(file: string, task?: LongTask): Promise<string[]> {
  const retirement = await import('./retirement.js');
  return retirement.readRetired(file, task);
}

/** As `stability` of stability/stability.ts, which loads the same. */
export async function stability(options: StabilityOptions, task?: LongTask): Promise<StabilityReport> {
  const replay = await import('./stability/stability.js');
  return replay.stability(options, task);
}
