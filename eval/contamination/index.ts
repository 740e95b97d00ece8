/** Whether texts, models or runs have seen a release. */
export { type CheckTextsOptions, checkTexts } from './texts/check-texts.js';
export { type TextMatch, type TextReport, textMatchSchema, textReportSchema } from './texts/report.js';
