/** What a run has cost, counted from its responses, judges' replies and grades: over all the processes that worked on it. */

import { join } from 'node:path';
import { readJournal } from '../../src/core/journal.js';
import {
  type GradeRecord,
  gradeRecordSchema,
  judgeReplyRecordSchema,
  type ResponseRecord,
  responseRecordSchema,
} from '../records.js';
import { costUsd, roundedUsd } from './cost.js';
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

/** What a grade or a reply of a judge's took. */
export interface Paid {
  readonly requests: number;
  /** US dollars; undefined where a price is not known. */
  readonly costUsd?: number | undefined;
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
export function countJudge(spent: Spent, paid: Paid | undefined): void {
  if (!paid) return;
  spent.judgeRequests += paid.requests;
  spent.judgeCostUsd =
    spent.judgeCostUsd === null || paid.costUsd === undefined ? null : spent.judgeCostUsd + paid.costUsd;
}

/** What a grade took beyond the replies that were counted as they came: questions that failed. */
export function beyond(
  judge: GradeRecord['judge'],
  counted: Paid = { requests: 0, costUsd: 0 },
): Paid | undefined {
  if (!judge) return undefined;
  const { requests, costUsd } = judge;
  return {
    requests: requests - counted.requests,
    costUsd: costUsd === undefined || counted.costUsd === undefined ? undefined : costUsd - counted.costUsd,
  };
}

/** US dollars, or null where a price that was needed is not known. */
export function costOf(
  { inputTokens, outputTokens, judgeCostUsd }: Spent,
  price: Price | undefined,
): number | null {
  if (!price || judgeCostUsd === null) return null;
  return roundedUsd(costUsd(price, inputTokens, outputTokens) + judgeCostUsd);
}

/** What the journals of a run in this folder say that it has cost. */
export async function spentBefore(folder: string): Promise<Spent> {
  const spent = nothingSpent();
  for await (const response of readJournal(join(folder, runFiles.responses), responseRecordSchema)) {
    countResponse(spent, response);
  }
  // A grade counts its replies.
  const judged = new Set<string>();
  for await (const grade of readJournal(join(folder, runFiles.grades), gradeRecordSchema)) {
    countJudge(spent, grade.judge);
    if (grade.judge) judged.add(`${grade.item} ${grade.repeat}`);
  }
  for await (const reply of readJournal(join(folder, runFiles.judgeReplies), judgeReplyRecordSchema)) {
    if (!judged.has(`${reply.item} ${reply.repeat}`)) countJudge(spent, reply);
  }
  return spent;
}
