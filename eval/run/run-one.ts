import { type ErrorCode, MixevalError } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import { headsOf } from '../../src/core/resting-split.js';
import { counted } from '../../src/core/text-table.js';
import type { Workspace } from '../../src/core/workspace.js';
import type { Parser, VoteKind } from '../parsers/parser.js';
import { ProviderFailure } from '../providers/failure.js';
import type { Summary } from '../records.js';
import { summarise } from '../statistics/summary.js';
import type { Budget } from './budget.js';
import { type Cost, costOfTokens, priceOf } from './cost.js';
import type { Endpoints } from './endpoint.js';
import { executeRun } from './execute.js';
import { createJudges } from './judges.js';
import { RunLedger } from './ledger.js';
import type { ProgressBoard } from './progress-board.js';
import { readSummary, type StoredRun, writeSummary } from './run-folder.js';
import { modelInWords } from './run-names.js';
import type { JudgeOption, RunOutcome } from './run-options.js';
import type { SessionRun } from './session.js';
import { costOf } from './spent.js';
import { createStop } from './stop.js';
import { askedItems, type Price, type RestingSplits, type Subject, type Tasks, tasksOf } from './task.js';

/** What all runs of one command share. */
export interface RunContext {
  readonly workspace: Workspace;
  /** Absent where responses are only kept. */
  readonly parser: Parser | undefined;
  readonly judges: readonly JudgeOption[];
  readonly vote: VoteKind | undefined;
  readonly shuffleOptions: boolean | undefined;
  readonly judgeChecks: Summary['judgeChecks'];
  readonly endpoints: Endpoints;
  readonly concurrency: number;
  readonly budget: Budget | undefined;
  readonly board: ProgressBoard;
  readonly task: LongTask;
}

/** One subject on one benchmark. */
export interface OneRun {
  /** As the runs of its command are told apart. */
  readonly name: string;
  readonly subject: Subject;
  /** Whole: the limit is in the run's record. */
  readonly splits: RestingSplits;
  readonly session: SessionRun;
}

/**
 * Opens a run's journals, brings the run as far as it gets, and writes its summary. A run of this session that was
 * finished before is only read.
 *
 * @throws MixevalError `interrupted`; whatever is neither a provider's failure nor the cost cap (a full disk)
 */
export async function runOne(one: OneRun, context: RunContext): Promise<RunOutcome> {
  const { name, subject, splits } = one;
  const { run, state } = one.session;
  const finished = state === 'finished' ? await readSummary(run) : undefined;
  if (finished) return { ...finished, name, id: run.record.id, path: run.path, error: undefined };
  const startedAt = performance.now();
  const price = subject.price ?? priceOf(subject.model);
  const { limit, repeats } = run.record;
  const tasks = await tasksOf(askedItems(splits, limit), subject, repeats);
  const ledger = await RunLedger.open(run.path, tasks.table, repeats);
  let error: MixevalError | undefined;
  try {
    if (state === 'resumed') sayResumed(ledger, run, context.task);
    error = (await work(one, tasks, ledger, price, context)) ?? unanswered(ledger, context.parser);
  } finally {
    await ledger.close();
  }
  const { requests, reused, judgeRequests, inputTokens, outputTokens } = ledger.spent;
  const summary = await summarise({
    run: run.record,
    splits: {
      'free-form': headsOf(splits['free-form']),
      'multiple-choice': headsOf(splits['multiple-choice']),
    },
    promptOf: async ({ problem_type, place }) => (await splits[problem_type].reader()(place)).prompt,
    grades: ledger.grades,
    counters: {
      requests,
      reused,
      judgeRequests,
      inputTokens,
      outputTokens,
      costUsd: costOf(ledger.spent, price),
      seconds: (performance.now() - startedAt) / 1000,
    },
    judgeChecks: context.judgeChecks,
    stoppedBy: error?.code ?? null,
  });
  await writeSummary(run, summary);
  if (error?.code === 'interrupted') throw error;
  return { ...summary, name, id: run.record.id, path: run.path, error };
}

/** Asks and grades until all is done or something ends it: then returns what, if anything is left to do. */
async function work(
  { name, subject, session: { run } }: OneRun,
  tasks: Tasks,
  ledger: RunLedger,
  price: Price | undefined,
  {
    workspace,
    parser,
    judges: judgeOptions,
    vote,
    shuffleOptions,
    endpoints,
    concurrency,
    budget,
    board,
    task,
  }: RunContext,
): Promise<MixevalError | undefined> {
  const stop = createStop(task.signal);
  const judges = createJudges(judgeOptions, endpoints, budget, stop);
  try {
    await executeRun(
      {
        workspace,
        run,
        ledger,
        tasks,
        subject,
        price,
        endpoint: endpoints.of(subject.model),
        grading: parser && {
          parser,
          kind: subject.model.kind,
          judges: judges.all,
          vote,
          shuffleOptions,
          signal: stop.signal,
        },
        budget: price && budget?.line(paidBefore(ledger, price)),
        width: 4 * concurrency,
        stop,
        onStep: board.add(name, ledger, (spent) => costOf(spent, price)),
      },
      task,
    );
  } finally {
    stop.end();
    judges.end();
  }
  if (ledger.isWhole || (!parser && ledger.answeredCount === ledger.tasks.count)) return undefined;
  const error = stop.error ?? judges.failure;
  if (!error || error instanceof ProviderFailure || endings.has(error.code)) return error;
  throw error;
}

/** What its answers cost in an earlier session. */
function paidBefore({ spent, answeredCount }: RunLedger, price: Price): Cost & { requests: number } {
  return {
    ...costOfTokens(price, spent.inputTokens, spent.outputTokens),
    requests: answeredCount - spent.reused,
  };
}

/** Ends of a run that are no failure of this program or this machine. */
const endings: ReadonlySet<ErrorCode> = new Set(['interrupted', 'incomplete']);

function sayResumed(ledger: RunLedger, { record }: StoredRun, { onWarning }: LongTask): void {
  const torn = ledger.damagedLines;
  onWarning?.(
    `Going on with the run of ${record.startedAt} (${modelInWords(record)}, ${record.benchmark}): ${ledger.answeredCount} of ${ledger.tasks.count} answers are there${torn > 0 ? `; ${counted(torn, 'damaged lines')} dropped` : ''}.`,
  );
}

/** Where responses are only kept, one that could not be had leaves the run incomplete. */
function unanswered(
  { answeredCount, tasks }: RunLedger,
  parser: Parser | undefined,
): MixevalError | undefined {
  if (parser || answeredCount === tasks.count) return undefined;
  return new MixevalError(
    'incomplete',
    `${tasks.count - answeredCount} of ${tasks.count} questions have no answer.`,
    {
      next: 'Run the same command again: it asks only those.',
    },
  );
}
