/**
 * The library. The same work as the commands: options and results are plain data, progress goes to a callback, an
 * AbortSignal ends it. Everything that can go wrong is a MixevalError.
 */
export {
  type AddPoolOptions,
  addPool,
  type DetectorModel,
  type ImportResultsOptions,
  importResults,
  type MineOptions,
  type MineReport,
  mine,
  type Pool,
  type PoolReport,
  parseMap,
  readPool,
  readQueries,
  readResults,
  removeQueries,
  writeResults,
} from '../corpus/index.js';
export { type Encoder, type EncoderOptions, openEmbeddingCache, openEncoder } from '../encoder/index.js';
export {
  type CheckModelsOptions,
  type CheckRunsOptions,
  type CheckTextsOptions,
  type CompareOptions,
  type Comparison,
  checkModels,
  checkRuns,
  checkTexts,
  compare,
  type DetectorModelOptions,
  type EvaluateOptions,
  estimateRuns,
  evaluate,
  type GradeOptions,
  gradeResponses,
  type Leaderboard,
  leaderboard,
  type Model,
  type ModelReport,
  openDetectorModel,
  openModel,
  type ProbeOptions,
  type ProbeOutcome,
  probe,
  type RunOutcome,
  type RunsReport,
  resultsOfRuns,
  type Subject,
  type Summary,
  type TextMatch,
  type TextReport,
} from '../eval/index.js';
export {
  type BuildReport,
  exportRelease,
  importRelease,
  listReleases,
  type Manifest,
  openRelease,
  pullRelease,
  type Release,
  verifyRelease,
} from '../versions/index.js';
export { type BuildReleaseOptions, buildRelease } from './build-release.js';
export { type ErrorCode, MixevalError } from './core/errors.js';
export type { LongTask, ProgressEvent } from './core/progress.js';
export type { Item } from './core/schemas/item.js';
export type { ItemResult } from './core/schemas/item-result.js';
export type { ReleaseItem } from './core/schemas/release-item.js';
export type { WildQuery } from './core/schemas/wild-query.js';
export { type Workspace, workspaceAt } from './core/workspace.js';
