import { join } from 'node:path';
import { MixevalError } from '../../src/core/errors.js';
import { writeJson } from '../../src/core/files.js';
import type { LongTask } from '../../src/core/progress.js';
import type { Format } from '../../src/core/schemas/item.js';
import type { Benchmark, Split } from '../../src/core/schemas/release-item.js';
import type { Workspace } from '../../src/core/workspace.js';
import type { Model } from '../model.js';
import { parsers } from '../parsers/index.js';
import type { Parser } from '../parsers/parser.js';
import type { Summary } from '../records.js';
import { summarise } from '../statistics/summary.js';
import { Budget } from './budget.js';
import { costUsd, estimatedTokens, priceOf } from './cost.js';
import { createEndpoints } from './endpoint.js';
import { executeRun } from './execute.js';
import { createJudge } from './judge.js';
import { RunLedger, type Spent } from './ledger.js';
import { type ProgressBoard, progressBoard } from './progress-board.js';
import { type RunSpec, readSummary, runFiles, type StoredRun, writeRecord } from './run-folder.js';
import { openSession, type SessionRun } from './session.js';
import { createStop } from './stop.js';
import { effectiveParameters, type Price, requestFor, type Subject, tasksOf } from './task.js';

/** What is asked: the splits of one or two benchmarks of a release, or of something like one. */
export interface Material {
  readonly version: string;
  /** sha256 of what it was made from. */
  readonly hash: string;
  readonly splits: readonly {
    readonly benchmark: Benchmark;
    readonly splits: Readonly<Record<Format, Split>>;
  }[];
}

/** A model that judges, and what its tokens cost. */
export interface JudgeOption {
  readonly model: Model;
  readonly price?: Price | undefined;
}

export interface RunOptions {
  readonly workspace: Workspace;
  readonly subjects: readonly Subject[];
  /** A name in the registry of parsers; `cascade` where there is a judge, else `rule`. */
  readonly parser?: string | undefined;
  readonly judge?: JudgeOption | undefined;
  /** Only the first so many items of each split. */
  readonly limit?: number | undefined;
  /** How often each question is asked; 1 unless said otherwise. */
  readonly repeats?: number | undefined;
  /** Requests under way at most, for each server; 32 unless said otherwise. */
  readonly concurrency?: number | undefined;
  /** Longest wait for one reply, in milliseconds; 120,000 unless said otherwise. */
  readonly timeoutMs?: number | undefined;
  /** The runs end before they cost more than this together, in US dollars. */
  readonly maxCostUsd?: number | undefined;
  /** No answers of earlier runs. */
  readonly fresh?: boolean | undefined;
}

/** One run's result and where it lies. */
export interface RunOutcome extends Summary {
  readonly id: string;
  readonly path: string;
  /** What ended it early. */
  readonly error: MixevalError | undefined;
}

/**
 * Asks each subject everything in the material. Subjects on one server take turns; different servers are asked at the
 * same time.
 */
export async function runSubjects(
  material: Material,
  options: RunOptions,
  task: LongTask,
): Promise<RunOutcome[]> {
  const context = prepareContext(options);
  const plans = options.subjects.flatMap((subject) =>
    material.splits.map(({ benchmark, splits }) => ({
      subject,
      splits,
      spec: specOf(material, benchmark, subject, context, options),
    })),
  );
  const session = await openSession(
    options.workspace,
    plans.map(({ spec }) => spec),
  );
  try {
    const budget = budgetOf(options, plans);
    const board = progressBoard(task);
    const runs = plans.map(({ subject, splits }, index) => ({
      subject,
      splits,
      session: session.runs[index],
    }));
    const outcomes = new Map<SessionRun, RunOutcome>();
    const origins = new Set(runs.map(({ subject }) => subject.model.origin));
    const results = await Promise.allSettled(
      [...origins].map(async (origin) => {
        for (const { subject, splits, session: run } of runs) {
          if (!run || subject.model.origin !== origin) continue;
          outcomes.set(
            run,
            await runOne({ subject, splits, session: run, context, options, budget, board, task }),
          );
        }
      }),
    );
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    return session.runs.flatMap((run) => outcomes.get(run) ?? []);
  } finally {
    await session.close();
  }
}

interface Context {
  readonly parser: Parser;
  readonly judge: JudgeOption | undefined;
  readonly endpoints: ReturnType<typeof createEndpoints>;
  readonly concurrency: number;
}

function prepareContext({ subjects, parser: named, judge, ...options }: RunOptions): Context {
  if (subjects.length === 0)
    throw new MixevalError('usage', 'No model to ask.', { next: 'Name one or more.' });
  const parser = parsers.get(named ?? (judge ? 'cascade' : 'rule'));
  if (parser.needsJudge && !judge) {
    throw new MixevalError('usage', `The parser "${parser.name}" needs a model that judges.`, {
      next: 'Name one with --judge, or use --parser rule.',
    });
  }
  const concurrency = options.concurrency ?? 32;
  return {
    parser,
    judge: parser.needsJudge ? judge : undefined,
    concurrency,
    endpoints: createEndpoints({ concurrency, timeoutMs: options.timeoutMs ?? 120_000 }),
  };
}

function specOf(
  { version, hash }: Material,
  benchmark: Benchmark,
  subject: Subject,
  { parser, judge }: Context,
  { limit, repeats = 1, fresh = false }: RunOptions,
): RunSpec {
  const { name, origin, kind } = subject.model;
  const parameters = effectiveParameters(subject);
  return {
    version,
    releaseHash: hash,
    benchmark,
    model: name,
    origin,
    kind,
    parser: parser.name,
    judge: judge?.model.name ?? null,
    limit: limit ?? null,
    repeats,
    seed: parameters.seed ?? 0,
    parameters: { ...parameters },
    systemPrompt: subject.systemPrompt ?? null,
    fresh,
  };
}

function budgetOf(
  { maxCostUsd, judge }: RunOptions,
  plans: readonly { subject: Subject; splits: Readonly<Record<Format, Split>> }[],
): Budget | undefined {
  if (maxCostUsd === undefined) return undefined;
  const expected = plans.map(({ subject, splits }) => {
    const price = priceFor(subject);
    const [first] = [...splits['free-form'].items, ...splits['multiple-choice'].items];
    if (!first) return 0;
    const { messages, parameters } = requestFor(subject, first, 0);
    const input = messages.reduce((sum, { content }) => sum + estimatedTokens(content), 0);
    return costUsd(price, input, parameters.maxTokens ?? 256);
  });
  if (judge) priceFor(judge);
  return new Budget(maxCostUsd, Math.max(0, ...expected));
}

function priceFor({ model, price }: Pick<Subject, 'model' | 'price'>): Price {
  const known = price ?? priceOf(model);
  if (known) return known;
  throw new MixevalError('usage', `A cost cap needs the price of ${model.name}, and it is not known.`, {
    next: 'Define the model with its `price` in mixeval.config (US dollars per million tokens), or leave out --max-cost-usd.',
  });
}

interface OneRun {
  readonly subject: Subject;
  readonly splits: Readonly<Record<Format, Split>>;
  readonly session: SessionRun;
  readonly context: Context;
  readonly options: RunOptions;
  readonly budget: Budget | undefined;
  readonly board: ProgressBoard;
  readonly task: LongTask;
}

async function runOne({
  subject,
  splits,
  session,
  context,
  options,
  budget,
  board,
  task,
}: OneRun): Promise<RunOutcome> {
  const { run } = session;
  if (session.state === 'finished') {
    const summary = await readSummary(run);
    if (summary) return { ...summary, id: run.record.id, path: run.path, error: undefined };
  }
  const startedAt = performance.now();
  const stop = createStop(task.signal);
  const { endpoints, concurrency, parser } = context;
  const judge =
    context.judge && createJudge(context.judge.model, endpoints.at(context.judge.model.origin), stop);
  const prices = {
    subject: subject.price ?? priceOf(subject.model),
    judge: context.judge && (context.judge.price ?? priceOf(context.judge.model)),
  };
  const ledger = await RunLedger.open(run.path, tasksOf(splits, subject, run.record));
  try {
    if (session.state === 'resumed') sayResumed(ledger, run, task);
    budget?.pay(costOf(ledger.spent, prices) ?? 0, ledger.answeredCount);
    const show = board.add(ledger, (spent) => costOf(spent, prices));
    await executeRun(
      {
        workspace: options.workspace,
        run,
        ledger,
        subject,
        price: prices.subject,
        endpoint: endpoints.at(subject.model.origin),
        grading: { parser, kind: subject.model.kind, judge, signal: stop.signal },
        judgePrice: prices.judge,
        budget,
        width: 4 * concurrency,
        stop,
        onStep: show,
      },
      task,
    );
  } finally {
    stop.end();
    judge?.end();
    await ledger.close();
  }
  const error = stop.error ?? judge?.failure;
  const { requests, reused, judgeRequests, inputTokens, outputTokens } = ledger.spent;
  const summary = summarise({
    run: run.record,
    splits,
    grades: ledger.grades(),
    counters: {
      requests,
      reused,
      judgeRequests,
      inputTokens,
      outputTokens,
      costUsd: costOf(ledger.spent, prices),
      seconds: (performance.now() - startedAt) / 1000,
    },
    stoppedBy: error?.code ?? null,
  });
  await writeJson(join(run.path, runFiles.summary), summary);
  if (summary.complete) {
    await writeRecord({ ...run, record: { ...run.record, finishedAt: new Date().toISOString() } });
  }
  if (error?.code === 'interrupted') throw interrupted(ledger);
  return { ...summary, id: run.record.id, path: run.path, error };
}

function sayResumed(ledger: RunLedger, { record }: StoredRun, { onWarning }: LongTask): void {
  const torn = ledger.damagedLines;
  onWarning?.(
    `Going on with the run of ${record.startedAt} (${record.model}, ${record.benchmark}): ${ledger.answeredCount} of ${ledger.tasks.length} answers are there${torn > 0 ? `; ${torn} damaged lines were dropped` : ''}.`,
  );
}

function interrupted(ledger: RunLedger): MixevalError {
  return new MixevalError(
    'interrupted',
    `Interrupted: ${ledger.answeredCount} of ${ledger.tasks.length} answers are saved.`,
    { next: 'Run the same command again: it goes on.' },
  );
}

/** US dollars, or null where a price that was needed is not known. */
function costOf(
  { inputTokens, outputTokens, judgeRequests, judgeInputTokens, judgeOutputTokens }: Spent,
  prices: { readonly subject: Price | undefined; readonly judge: Price | undefined },
): number | null {
  if (!prices.subject || (judgeRequests > 0 && !prices.judge)) return null;
  const judged = prices.judge ? costUsd(prices.judge, judgeInputTokens, judgeOutputTokens) : 0;
  return costUsd(prices.subject, inputTokens, outputTokens) + judged;
}
