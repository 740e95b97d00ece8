import { type ErrorCode, MixevalError } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import type { Format } from '../../src/core/schemas/item.js';
import type { Split } from '../../src/core/schemas/release-item.js';
import type { Workspace } from '../../src/core/workspace.js';
import type { Parser, VoteKind } from '../parsers/parser.js';
import { ProviderFailure } from '../providers/failure.js';
import type { Summary } from '../records.js';
import { summarise } from '../statistics/summary.js';
import type { Budget } from './budget.js';
import { costUsd, priceOf } from './cost.js';
import type { Endpoints } from './endpoint.js';
import { executeRun } from './execute.js';
import { createJudges } from './judges.js';
import { RunLedger, type Spent } from './ledger.js';
import type { ProgressBoard } from './progress-board.js';
import { readSummary, type StoredRun, writeSummary } from './run-folder.js';
import type { JudgeOption, RunOutcome } from './run-options.js';
import type { SessionRun } from './session.js';
import { createStop } from './stop.js';
import type { Price, Subject, Task } from './task.js';

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
  readonly subject: Subject;
  /** Whole: the limit is in the tasks. */
  readonly splits: Readonly<Record<Format, Split>>;
  readonly tasks: readonly Task[];
  readonly session: SessionRun;
}

/**
 * Opens a run's journals, brings the run as far as it gets, and writes its summary. A run of this session that was
 * finished before is only read.
 *
 * @throws MixevalError `interrupted`; whatever is neither a provider's failure nor the cost cap (a full disk)
 */
export async function runOne(one: OneRun, context: RunContext): Promise<RunOutcome> {
  const { run, state } = one.session;
  const finished = state === 'finished' ? await readSummary(run) : undefined;
  if (finished) return { ...finished, id: run.record.id, path: run.path, error: undefined };
  const startedAt = performance.now();
  const price = one.subject.price ?? priceOf(one.subject.model);
  const ledger = await RunLedger.open(run.path, one.tasks);
  let error: MixevalError | undefined;
  try {
    if (state === 'resumed') sayResumed(ledger, run, context.task);
    context.budget?.pay(costOf(ledger.spent, price) ?? 0, ledger.answeredCount);
    error = (await work(one, ledger, price, context)) ?? unanswered(ledger, context.parser);
  } finally {
    await ledger.close();
  }
  const { requests, reused, judgeRequests, inputTokens, outputTokens } = ledger.spent;
  const summary = summarise({
    run: run.record,
    splits: one.splits,
    grades: ledger.grades(),
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
  return { ...summary, id: run.record.id, path: run.path, error };
}

/** Asks and grades until all is done or something ends it: then returns what, if anything is left to do. */
async function work(
  { subject, session: { run } }: OneRun,
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
  const judges = createJudges(judgeOptions, endpoints, stop);
  try {
    await executeRun(
      {
        workspace,
        run,
        ledger,
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
        budget,
        width: 4 * concurrency,
        stop,
        onStep: board.add(ledger, (spent) => costOf(spent, price)),
      },
      task,
    );
  } finally {
    stop.end();
    judges.end();
  }
  if (ledger.isWhole || (!parser && ledger.answeredCount === ledger.tasks.length)) return undefined;
  const error = stop.error ?? judges.failure;
  if (!error || error instanceof ProviderFailure || endings.has(error.code)) return error;
  throw error;
}

/** Ends of a run that are no failure of this program or this machine. */
const endings: ReadonlySet<ErrorCode> = new Set(['interrupted', 'incomplete']);

function sayResumed(ledger: RunLedger, { record }: StoredRun, { onWarning }: LongTask): void {
  const torn = ledger.damagedLines;
  onWarning?.(
    `Going on with the run of ${record.startedAt} (${record.model}, ${record.benchmark}): ${ledger.answeredCount} of ${ledger.tasks.length} answers are there${torn > 0 ? `; ${torn} damaged lines were dropped` : ''}.`,
  );
}

/** Where responses are only kept, one that could not be had leaves the run incomplete. */
function unanswered(
  { answeredCount, tasks }: RunLedger,
  parser: Parser | undefined,
): MixevalError | undefined {
  if (parser || answeredCount === tasks.length) return undefined;
  return new MixevalError(
    'incomplete',
    `${tasks.length - answeredCount} of ${tasks.length} questions have no answer.`,
    {
      next: 'Run the same command again: it asks only those.',
    },
  );
}

/** US dollars, or null where a price that was needed is not known. */
function costOf({ inputTokens, outputTokens, judgeCostUsd }: Spent, price: Price | undefined): number | null {
  if (!price || judgeCostUsd === null) return null;
  return costUsd(price, inputTokens, outputTokens) + judgeCostUsd;
}
