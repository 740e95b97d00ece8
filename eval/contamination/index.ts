/** Whether texts, models or runs have seen a release. */
export {
  type CheckModelsOptions,
  checkModels,
  defaultProbeLimit,
  estimateChecks,
} from './model/check-models.js';
export { type Finding, type ModelReport, modelReportSchema } from './model/model-report.js';
export { probes } from './model/probes/index.js';
export { type CheckRunsOptions, checkRuns } from './runs/check-runs.js';
export { type RunsReport, runsReportSchema } from './runs/runs-report.js';
export { type CheckTextsOptions, checkTexts } from './texts/check-texts.js';
export { type TextMatch, type TextReport, textMatchSchema, textReportSchema } from './texts/report.js';
