export { archiveText } from './archives/archive-text.js';
export { type Benchmark as KnownBenchmark, benchmarks } from './benchmarks/index.js';
export type { Columns } from './benchmarks/layout/columns.js';
export type { DetectorModel, DetectorReply } from './filters/by-model/detector-model.js';
export { queryFilters } from './filters/index.js';
export {
  type AddPoolOptions,
  type AddPoolsOptions,
  addPool,
  addPools,
  type PoolReport,
  type PoolsReport,
} from './pools/add.js';
export { type Decision, decisionSchema, readDecisions, writeDecisions } from './pools/decisions.js';
export { parseMap } from './pools/map.js';
export { mergeNearDuplicates } from './pools/near-duplicates.js';
export { type Pool, type ReadPoolOptions, readPool } from './pools/read.js';
export { reasons as poolReasons } from './pools/reasons.js';
export {
  listPools,
  type PoolManifest,
  poolItems,
  type RefusedFile,
  removePool,
  showPool,
} from './pools/store.js';
export { type Batch, type BatchQuery, type DrawOptions, drawBatch } from './queries/batch.js';
export { mine } from './queries/mine.js';
export { type MineOptions, type MineReport, mineDefaults } from './queries/mine-options.js';
export { queryId } from './queries/query-id.js';
export { type RemoveOptions, type RemoveReport, removeQueries } from './queries/remove.js';
export { type ListedCorpus, listQueries, readQueries, type StoredQuery } from './queries/store.js';
export { type QueriesSummary, summariseQueries } from './queries/summary.js';
export { type ImportResultsOptions, importResults, type ResultsReport } from './results/import.js';
export { resultReasons } from './results/result-layout.js';
export { listResults, type ResultsSummary, readResults, writeResults } from './results/store.js';
export { utf8Bytes, utf16Of } from './sources/encoding.js';
export { querySources } from './sources/index.js';
export { isUnreadable, readTable } from './tables/index.js';
export { type PackedInput, unpackedBytes } from './unpack/index.js';
export { isGzip } from './unpack/members.js';
export { isZstd } from './unpack/unzstd.js';
