export { type Benchmark as KnownBenchmark, benchmarks } from './benchmarks/index.js';
export type { Columns } from './benchmarks/layout/columns.js';
export {
  type AddPoolOptions,
  type AddPoolsOptions,
  addPool,
  addPools,
  type PoolReport,
  type PoolsReport,
} from './pools/add.js';
export { parseMap } from './pools/map.js';
export { mergeNearDuplicates } from './pools/near-duplicates.js';
export { type Pool, type ReadPoolOptions, readPool } from './pools/read.js';
export { reasons as poolReasons } from './pools/reasons.js';
export { listPools, type PoolManifest, type RefusedFile, removePool, showPool } from './pools/store.js';
export { type ImportResultsOptions, importResults, type ResultsReport } from './results/import.js';
export { listResults, type ResultsSummary, readResults, writeResults } from './results/store.js';
