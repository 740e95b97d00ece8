/** The room's public face; the code of builds is loaded only when one is made. */

import type { LongTask } from '../src/core/progress.js';
import type { BuildReport } from './build.js';
import type { BuildOptions } from './build-options.js';

export type { BuildReport } from './build.js';
export type { BuildOptions } from './build-options.js';
export { type ExportOptions, type ExportReport, exportRelease } from './export.js';
export { exportFormats } from './formats/index.js';
export { type ImportOptions, type ImportReport, importRelease } from './import.js';
export type { BuiltManifest, ImportedManifest, Manifest } from './manifest.js';
export { isPublished, publishedVersions } from './published.js';
export { type PullOptions, type PullReport, pullRelease } from './pull.js';
export { type SplitSummary, type Splits, summaries } from './splits.js';
export {
  findRelease,
  hasRelease,
  listOwnReleases,
  listReleases,
  openRelease,
  type Release,
  type StoredRelease,
} from './store.js';
export { type Problem, type Verification, verifyRelease } from './verify.js';
export { type ReleaseFacts, writeRelease } from './write.js';

/** As `buildRelease` of build.ts, which loads the encoder and the corpus: who only reads releases should not wait for them. */
export async function buildRelease(options: BuildOptions, task?: LongTask): Promise<BuildReport> {
  const build = await import('./build.js');
  return build.buildRelease(options, task);
}
