/** Whether texts, models or runs have seen a release. */

import type { LongTask } from '../../src/core/progress.js';
import type { CheckTextsOptions } from './texts/check-texts.js';
import type { TextReport } from './texts/report.js';

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
export type { CheckTextsOptions } from './texts/check-texts.js';
export {
  type TextMatch,
  type TextReport,
  textMatchSchema,
  textReportSchema,
} from './texts/report.js';

/** As `checkTexts` of texts/check-texts.ts, which loads the corpus: who only asks a model should not wait for that. */
export async function checkTexts(options: CheckTextsOptions, task?: LongTask): Promise<TextReport> {
  const texts = await import('./texts/check-texts.js');
  return texts.checkTexts(options, task);
}
