import { toMixevalError } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import { type Random, seededRandom } from '../../src/core/random.js';
import type { Item } from '../../src/core/schemas/item.js';
import type { Workspace } from '../../src/core/workspace.js';
import type { Usage } from '../model.js';
import { questionOf } from '../prompts/index.js';
import type { ResponseRecord } from '../records.js';
import { type Asked, askUntilAnswered } from './ask.js';
import { type Backlog, createBacklog } from './backlog.js';
import { type BudgetLine, expectedCost } from './budget.js';
import { candidateAnswers } from './candidates.js';
import { costOfTokens } from './cost.js';
import type { Endpoint } from './endpoint.js';
import { type GradingContext, gradeResponse } from './grade-response.js';
import type { RunJudge } from './judge.js';
import { type RepliesToOne, remembering } from './judge-replies.js';
import type { NewResponse, RunLedger, Ungraded } from './ledger.js';
import { type EarlierAnswer, earlierAnswers } from './reuse.js';
import type { StoredRun } from './run-folder.js';
import type { Stop } from './stop.js';
import { type Price, requestFor, type Subject, type Tasks } from './task.js';

export interface ExecuteOptions {
  readonly workspace: Workspace;
  readonly run: StoredRun;
  readonly ledger: RunLedger;
  readonly tasks: Tasks;
  readonly subject: Subject;
  readonly price: Price | undefined;
  readonly endpoint: Endpoint;
  /** Absent where responses are only kept. */
  readonly grading: (Omit<GradingContext, 'judges'> & { readonly judges: readonly RunJudge[] }) | undefined;
  /** For the subject's requests. */
  readonly budget: BudgetLine | undefined;
  /** Tasks that are asked, and that are graded, at once: more than requests under way, for some wait for a retry. */
  readonly width: number;
  readonly stop: Stop;
  /** Called after each step. */
  readonly onStep: () => void;
}

/** What the workers of one run share. */
interface Shop extends ExecuteOptions {
  /** For the jitter of pauses. */
  readonly random: Random;
  /** Responses to be graded. */
  readonly ungraded: Backlog;
}

/** Responses that wait for their grades hold no more than so many characters, or are no more than the tasks asked at once. */
const ungradedCharacters = 2 ** 21;
/** What an item in hand holds beside its response, about. */
const itemCharacters = 2 ** 11;

/**
 * Brings a run as far as it gets: takes what earlier runs were answered, grades what waits for it, asks what is open. Each
 * answer is in the journal before anything else happens to it. It ends early once `stop` is set, by whatever fails here
 * or from outside; what is in the journals then is all that is needed to go on.
 */
export async function executeRun(options: ExecuteOptions, task: LongTask): Promise<void> {
  const { run, tasks, subject, stop, width, endpoint } = options;
  // What fails after the first failure fails because of it.
  const onError = (error: unknown): void => stop.by(toMixevalError(error));
  try {
    if (subject.model.reusable) await takeEarlierAnswers(options);
    if (subject.model.prepare) await prepare(options, task);
  } catch (error) {
    onError(error);
  }
  const jobs = jobsOf(options);
  const shop: Shop = {
    ...options,
    random: seededRandom(run.record.id, 'retry pauses'),
    ungraded: createBacklog({
      lastReply: () => endpoint.lastAnswerAt,
      pieces: width,
      characters: ungradedCharacters,
      onError,
    }),
  };
  const work = async (): Promise<void> => {
    for (let more = true; more && !stop.signal.aborted; ) {
      try {
        more = await workOnNext(jobs, shop);
      } catch (error) {
        onError(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, tasks.table.count) }, work));
  await shop.ungraded.emptied();
}

/** A task with its item, and its response where it has one. */
interface Job {
  readonly task: number;
  readonly item: Item;
  readonly response: ResponseRecord | undefined;
}

/** Takes one job and brings it to its response, which is graded later. Returns false where there are no more. */
async function workOnNext(jobs: AsyncGenerator<Job>, shop: Shop): Promise<boolean> {
  const next = await jobs.next();
  if (next.done) return false;
  const { task, response } = next.value;
  if (response) {
    await gradeLater([{ task, response }], next.value, shop);
    return true;
  }
  await gradeLater(await ask(next.value, shop), next.value, shop);
  return true;
}

/** @param answers to one question: of tasks that ask the same, each has its own ground truth */
async function gradeLater(answers: readonly Ungraded[], { task, item }: Job, shop: Shop): Promise<void> {
  const characters = answers.reduce((sum, { response }) => sum + response.response.length, itemCharacters);
  await shop.ungraded.add(characters, async () => {
    for (const answer of answers) {
      await grade(answer, answer.task === task ? item : await shop.tasks.read(answer.task), shop);
    }
  });
}

/** Answers of earlier runs are written in batches: waiting for each would take longer than reading them. */
const batchSize = 256;

async function takeEarlierAnswers({ workspace, run, ledger, stop, onStep }: ExecuteOptions): Promise<void> {
  let batch: EarlierAnswer[] = [];
  const write = async ({ response, grades }: EarlierAnswer): Promise<void> => {
    const { item: _item, repeat: _repeat, key, ...rest } = response;
    const added = await ledger.addResponse(key, { ...rest, reused: true });
    unawaited(ledger.addEarlierGrades(added, grades), stop);
    onStep();
  };
  for await (const answer of earlierAnswers(workspace, run, ledger)) {
    batch.push(answer);
    if (batch.length < batchSize) continue;
    await Promise.all(batch.map(write));
    batch = [];
  }
  await Promise.all(batch.map(write));
}

/** First what only waits for a grade, then the tasks to be asked. */
async function* jobsOf({ ledger, tasks }: ExecuteOptions): AsyncGenerator<Job> {
  for await (const { task, response } of ledger.ungraded()) {
    yield { task, item: await tasks.read(task), response };
  }
  for (const task of ledger.openTasks()) yield { task, item: await tasks.read(task), response: undefined };
}

async function prepare({ ledger, tasks, subject, stop }: ExecuteOptions, task: LongTask): Promise<void> {
  if (!ledger.isOpen) return;
  const known = new Map<string, Item>();
  for (let index = 0; index < tasks.table.count; index += 1) {
    const item = await tasks.read(index);
    known.set(item.id, item);
  }
  const items = [...known.values()];
  await subject.model.prepare?.(
    { questions: items.map(questionOf), candidates: candidateAnswers(items) },
    { ...task, signal: stop.signal },
  );
}

async function ask(
  { task, item }: Job,
  { ledger, tasks, subject, price, endpoint, budget, stop, onStep, random }: Shop,
): Promise<Ungraded[]> {
  const { repeat, key } = tasks.table.name(task);
  const request = requestFor(subject, item, repeat);
  let added: Ungraded[] = [];
  const paid: PaidBeside = { requests: 0, usage: undefined };
  const keep = async (asked: Asked): Promise<void> => {
    const response = responseOf(asked, paid);
    added = await ledger.addResponse(key, response).catch((error: unknown) => {
      // Before its place is given to another question, whose answer could not be kept either.
      stop.by(toMixevalError(error));
      throw error;
    });
    if (price) budget?.pay(costOfTokens(price, response.inputTokens ?? 0, response.outputTokens ?? 0));
    onStep();
  };
  const asking = askUntilAnswered(subject.model, request, {
    endpoint,
    random,
    stop: stop.signal,
    cut: stop.cut,
    onStop: stop.by,
    keep,
    ...(price && budget ? { reserve: () => budget.reserve(expectedCost(price, request)) } : {}),
    onSent() {
      paid.requests += 1;
    },
    onProof(usage) {
      paid.usage = bothUsages(usage, paid.usage);
    },
    async answeredBefore() {
      const task = await ledger.answeredTask();
      return task === undefined
        ? undefined
        : requestFor(subject, await tasks.read(task), tasks.table.question(task).repeat);
    },
  });
  const asked = await asking.catch((error: unknown) => {
    // Without a response that they could stand with: they count in this session.
    ledger.spent.requests += paid.requests;
    throw error;
  });
  if ('failure' in asked) await keep(asked);
  return added;
}

/** What went into one question: all its requests, and what was used by those that were no tries to have it answered. */
interface PaidBeside {
  requests: number;
  usage: Usage | undefined;
}

function bothUsages(a: Usage | undefined, b: Usage | undefined): Usage | undefined {
  if (!a || !b) return a ?? b;
  return { inputTokens: a.inputTokens + b.inputTokens, outputTokens: a.outputTokens + b.outputTokens };
}

function responseOf(asked: Asked, { requests, usage: usedBeside }: PaidBeside): NewResponse {
  const { seconds } = asked;
  if ('failure' in asked) {
    const { kind, reason } = asked.failure;
    return { response: '', finishReason: kind, failure: reason, ...usedBeside, seconds, requests };
  }
  const { text, reasoning, finishReason } = asked.reply;
  const usage = bothUsages(asked.reply.usage, usedBeside);
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
  { task, response }: Ungraded,
  item: Item,
  { ledger, grading, stop, onStep }: Shop,
): Promise<void> {
  if (!grading) return;
  const replies: RepliesToOne = {
    take: (judge, about) => ledger.takeReply(task, judge, about),
    add: (reply) => ledger.addReply(task, reply),
  };
  const judges = grading.judges.map((judge) => remembering(judge, item, response, replies));
  const found = await gradeResponse(item, response, { ...grading, judges }).catch((error: unknown) => {
    if (grading.judges.some(({ failure }) => failure)) return undefined;
    throw error;
  });
  // Without its judge the response is kept, and is graded when the same command finds one.
  if (!found || found.reason === 'judge-unavailable') return;
  unawaited(ledger.addGrade(task, found), stop);
  onStep();
}

/** Nobody waits for a grade to be written; one that cannot be ends the run. */
function unawaited(written: Promise<void>, stop: Stop): void {
  written.catch((error: unknown) => stop.by(toMixevalError(error)));
}
