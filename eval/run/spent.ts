/** What a run has cost, counted from its responses and grades: over all the processes that worked on it. */

import { join } from 'node:path';
import { readJournal } from '../../src/core/journal.js';
import {
  type GradeRecord,
  gradeRecordSchema,
  type ResponseRecord,
  responseRecordSchema,
} from '../records.js';
import { costUsd } from './cost.js';
import { isAnswer } from './reuse.js';
import { runFiles } from './run-folder.js';
import type { Price } from './task.js';

/** What was asked and paid. */
export interface Spent {
  requests: number;
  reused: number;
  inputTokens: number;
  outputTokens: number;
  judgeRequests: number;
  /** US dollars; null once a judge's price was not known. */
  judgeCostUsd: number | null;
}

export function nothingSpent(): Spent {
  return { requests: 0, reused: 0, inputTokens: 0, outputTokens: 0, judgeRequests: 0, judgeCostUsd: 0 };
}

/** Adds what a response cost: one that was used again, nothing. */
export function countResponse(
  spent: Spent,
  { reused, requests = 0, inputTokens = 0, outputTokens = 0 }: ResponseRecord,
): void {
  if (reused) {
    spent.reused += 1;
    return;
  }
  spent.requests += requests;
  spent.inputTokens += inputTokens;
  spent.outputTokens += outputTokens;
}

/** Adds what a judge cost. */
export function countJudge(spent: Spent, { judge }: GradeRecord): void {
  if (!judge) return;
  spent.judgeRequests += judge.requests;
  spent.judgeCostUsd =
    spent.judgeCostUsd === null || judge.costUsd === undefined ? null : spent.judgeCostUsd + judge.costUsd;
}

/** US dollars, or null where a price that was needed is not known. */
export function costOf(
  { inputTokens, outputTokens, judgeCostUsd }: Spent,
  price: Price | undefined,
): number | null {
  if (!price || judgeCostUsd === null) return null;
  return costUsd(price, inputTokens, outputTokens) + judgeCostUsd;
}

/**
 * What the journals of a run in this folder say that it has cost.
 *
 * @returns beside it, how many answers were paid
 */
export async function spentBefore(folder: string): Promise<{ readonly spent: Spent; readonly paid: number }> {
  const spent = nothingSpent();
  let paid = 0;
  for await (const response of readJournal(join(folder, runFiles.responses), responseRecordSchema)) {
    countResponse(spent, response);
    if (!response.reused && isAnswer(response)) paid += 1;
  }
  for await (const grade of readJournal(join(folder, runFiles.grades), gradeRecordSchema)) {
    countJudge(spent, grade);
  }
  return { spent, paid };
}
