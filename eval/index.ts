export { type ComparedPair, type CompareOptions, type Comparison, compare } from './compare/compare.js';
export { type Groups, readGroups } from './compare/groups.js';
export {
  type Leaderboard,
  type LeaderboardEntry,
  type LeaderboardOptions,
  leaderboard,
} from './compare/leaderboard.js';
export { type OtherRanking, readRanking } from './compare/other-ranking.js';
export { type RankedTwice, type RankingAgreement, rankingAgreement } from './compare/ranking-agreement.js';
export { differentReaders } from './compare/readers.js';
export { type WorseRun, worseThan } from './compare/worse-than.js';
export {
  type CheckModelsOptions,
  type CheckRunsOptions,
  type CheckTextsOptions,
  checkModels,
  checkRuns,
  checkTexts,
  defaultProbeLimit,
  estimateChecks,
  type Finding,
  type ModelReport,
  modelReportSchema,
  probes,
  type RunsReport,
  runsReportSchema,
  type TextMatch,
  type TextReport,
  textMatchSchema,
  textReportSchema,
} from './contamination/index.js';
export { type Agreement, agreementOf, type SplitAgreement } from './grade/agreement.js';
export { type GradeOptions, gradeResponses } from './grade/grade.js';
export type { GenerationParameters, Message, Model, ModelReply, ModelRequest } from './model.js';
export type { VoteKind } from './parsers/parser.js';
export { letterAt } from './parsers/rules/multiple-choice/letters.js';
export { plainOptions } from './prompts/index.js';
export { type AskFunction, type FunctionQuestion, functionModel } from './providers/function.js';
export { keyVariables, type ModelOptions, openModel, providers } from './providers/index.js';
export type { ResponseRecord, Summary } from './records.js';
export { reports } from './reports/index.js';
export { type PartTable, partTable } from './reports/part-table.js';
export type { Report } from './reports/report.js';
export { checkRun, type RunCheck } from './run/check-run.js';
export {
  type DetectorModelOptions,
  type OpenDetectorModel,
  openDetectorModel,
} from './run/detector-model.js';
export { estimateRuns, type RunEstimate } from './run/estimate.js';
export { type EvaluateOptions, evaluate } from './run/evaluate.js';
export { findRun, latestRun, readGrades, readResponses } from './run/find-run.js';
export { estimateProbe, type ProbeOptions, type ProbeOutcome, probe } from './run/probe.js';
export { removeRun } from './run/remove-run.js';
export { knownResults, resultsOfRuns } from './run/results.js';
export { allRuns, isAnswersOnly, readSummary, type StoredRun, warnOfDamaged } from './run/run-folder.js';
export { modelInWords } from './run/run-names.js';
export type { JudgeOption, JudgeSettings, RunOptions, RunOutcome } from './run/run-options.js';
export type { Price, Subject } from './run/task.js';
