import { toMixevalError } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import { type Random, seededRandom } from '../../src/core/random.js';
import type { Workspace } from '../../src/core/workspace.js';
import { questionOf } from '../prompts/index.js';
import { type Asked, askUntilAnswered } from './ask.js';
import type { Budget } from './budget.js';
import { candidateAnswers } from './candidates.js';
import { costUsd } from './cost.js';
import type { Endpoint } from './endpoint.js';
import { type GradingContext, gradeResponse } from './grade-response.js';
import type { RunJudge } from './judge.js';
import type { NewResponse, RunLedger, Ungraded } from './ledger.js';
import { type EarlierAnswer, earlierAnswers } from './reuse.js';
import type { StoredRun } from './run-folder.js';
import type { Stop } from './stop.js';
import { type Price, requestFor, type Subject, type Task } from './task.js';
import { createTurns } from './turns.js';

export interface ExecuteOptions {
  readonly workspace: Workspace;
  readonly run: StoredRun;
  readonly ledger: RunLedger;
  readonly subject: Subject;
  readonly price: Price | undefined;
  readonly endpoint: Endpoint;
  /** Absent where responses are only kept. */
  readonly grading: (Omit<GradingContext, 'judges'> & { readonly judges: readonly RunJudge[] }) | undefined;
  readonly budget: Budget | undefined;
  /** Tasks in hand at once: more than requests under way, for some wait for the judge or for a retry. */
  readonly width: number;
  readonly stop: Stop;
  /** Called after each step. */
  readonly onStep: () => void;
}

/** What the workers of one run share. */
interface Shop extends ExecuteOptions {
  /** For the jitter of pauses. */
  readonly random: Random;
  /** Resolves when a response may be graded. */
  readonly gradingTurn: () => Promise<void>;
}

/**
 * Brings a run as far as it gets: takes what earlier runs were answered, grades what waits for it, asks what is open. Each
 * answer is in the journal before anything else happens to it. It ends early once `stop` is set, by whatever fails here
 * or from outside; what is in the journals then is all that is needed to go on.
 */
export async function executeRun(options: ExecuteOptions, task: LongTask): Promise<void> {
  const { run, ledger, subject, stop, width } = options;
  try {
    if (subject.model.reusable) await takeEarlierAnswers(options);
    if (subject.model.prepare) await prepare(options, task);
  } catch (error) {
    stop.by(toMixevalError(error));
  }
  const jobs = jobsOf(ledger);
  const shop: Shop = {
    ...options,
    random: seededRandom(run.record.id, 'retry pauses'),
    gradingTurn: createTurns(),
  };
  const work = async (): Promise<void> => {
    for (let more = true; more && !stop.signal.aborted; ) {
      try {
        more = await workOnNext(jobs, shop);
      } catch (error) {
        // What fails after the first failure fails because of it.
        stop.by(toMixevalError(error));
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, ledger.tasks.length) }, work));
}

type Job = Ungraded | number;

/** Takes one job and brings it to its grade. Returns false where there are no more. */
async function workOnNext(jobs: AsyncGenerator<Job>, shop: Shop): Promise<boolean> {
  const next = await jobs.next();
  if (next.done) return false;
  if (typeof next.value !== 'number') {
    await grade(next.value, shop);
    return true;
  }
  const giveBack = await shop.budget?.reserve();
  try {
    for (const answer of await ask(next.value, shop)) await grade(answer, shop);
  } finally {
    giveBack?.();
  }
  return true;
}

/** Answers of earlier runs are written in batches: waiting for each would take longer than reading them. */
const batchSize = 256;

async function takeEarlierAnswers({ workspace, run, ledger, onStep }: ExecuteOptions): Promise<void> {
  let batch: EarlierAnswer[] = [];
  const write = async ({ response, grades }: EarlierAnswer): Promise<void> => {
    const { item: _item, repeat: _repeat, key, ...rest } = response;
    const added = await ledger.addResponse(key, { ...rest, reused: true });
    await ledger.addEarlierGrades(added, grades);
    onStep();
  };
  for await (const answer of earlierAnswers(workspace, run, ledger.openKeys())) {
    batch.push(answer);
    if (batch.length < batchSize) continue;
    await Promise.all(batch.map(write));
    batch = [];
  }
  await Promise.all(batch.map(write));
}

/** First what only waits for a grade, then the places of tasks to be asked. */
async function* jobsOf(ledger: RunLedger): AsyncGenerator<Job> {
  yield* ledger.ungraded();
  yield* ledger.openTasks();
}

async function prepare({ ledger, subject, stop }: ExecuteOptions, task: LongTask): Promise<void> {
  if (ledger.openKeys().size === 0) return;
  const items = [...new Map(ledger.tasks.map(({ item }) => [item.id, item])).values()];
  await subject.model.prepare?.(
    { questions: items.map(questionOf), candidates: candidateAnswers(items) },
    { ...task, signal: stop.signal },
  );
}

async function ask(
  index: number,
  { ledger, subject, price, endpoint, budget, stop, onStep, random }: Shop,
): Promise<Ungraded[]> {
  const task: Task | undefined = ledger.tasks[index];
  if (!task) return [];
  const request = requestFor(subject, task.item, task.repeat);
  let added: Ungraded[] = [];
  const keep = async (asked: Asked): Promise<void> => {
    const response = responseOf(asked);
    added = await ledger.addResponse(task.key, response);
    if (price) budget?.pay(costUsd(price, response.inputTokens ?? 0, response.outputTokens ?? 0), 1);
    onStep();
  };
  const asked = await askUntilAnswered(subject.model, request, {
    endpoint,
    random,
    stop: stop.signal,
    cut: stop.cut,
    onStop: stop.by,
    keep,
  });
  if ('failure' in asked) await keep(asked);
  return added;
}

function responseOf(asked: Asked): NewResponse {
  const { requests, seconds } = asked;
  if ('failure' in asked) {
    const { kind, reason } = asked.failure;
    return { response: '', finishReason: kind, failure: reason, seconds, requests };
  }
  const { text, reasoning, finishReason, usage } = asked.reply;
  const isFiltered = finishReason === 'content_filter' && text === '';
  return {
    response: text,
    ...(reasoning === undefined ? {} : { reasoning }),
    finishReason,
    ...(isFiltered ? { failure: 'content-filter' as const } : {}),
    ...(finishReason === 'refusal' ? { failure: 'refused' as const } : {}),
    ...usage,
    seconds,
    requests,
  };
}

async function grade(
  { index, response }: Ungraded,
  { ledger, grading, budget, onStep, gradingTurn }: Shop,
): Promise<void> {
  const task = ledger.tasks[index];
  if (!task || !grading) return;
  await gradingTurn();
  const found = await gradeResponse(task.item, response, grading).catch((error: unknown) => {
    if (grading.judges.some(({ failure }) => failure)) return undefined;
    throw error;
  });
  // Without its judge the response is kept, and is graded when the same command finds one.
  if (!found || found.reason === 'judge-unavailable') return;
  await ledger.addGrade(index, found);
  budget?.pay(found.judge?.costUsd ?? 0, 0);
  onStep();
}
