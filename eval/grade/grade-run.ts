import { join } from 'node:path';
import { MixevalError } from '../../src/core/errors.js';
import { writeJson } from '../../src/core/files.js';
import type { LongTask } from '../../src/core/progress.js';
import type { Format } from '../../src/core/schemas/item.js';
import type { ReleaseItem, Split } from '../../src/core/schemas/release-item.js';
import type { Workspace } from '../../src/core/workspace.js';
import { parsers } from '../parsers/index.js';
import type { GradedResponse, Summary } from '../records.js';
import { roundedUsd } from '../run/cost.js';
import { createEndpoints, defaultConcurrency, type EndpointOptions } from '../run/endpoint.js';
import { executeRun } from '../run/execute.js';
import { createJudges, judgesOf } from '../run/judges.js';
import { RunLedger } from '../run/ledger.js';
import { type RunSpec, readSummary, writeSummary } from '../run/run-folder.js';
import type { JudgeSettings, RunOutcome } from '../run/run-options.js';
import type { SessionRun } from '../run/session.js';
import { createStop } from '../run/stop.js';
import { type TaskName, TaskTable } from '../run/task-table.js';
import { summarise } from '../statistics/summary.js';
import type { MatchedRow } from './match-rows.js';
import { mixevalScore, mixevalScoreFile } from './mixeval-score.js';
import { recordedModel } from './recorded-model.js';
import type { Asked } from './response-set.js';
import { storedVerdict } from './stored-verdict.js';

/** The parser that takes the verdicts of judged files as they stand. */
export const storedParser = 'stored';

/** A response with its place in a run. */
export interface GradedRow extends MatchedRow {
  readonly task: TaskName;
  /** Who judged it, where it comes from a judged file. */
  readonly judge: string | undefined;
}

/** A run to be graded. */
export interface GradePlan {
  readonly spec: RunSpec;
  readonly splits: Readonly<Record<Format, Split>>;
  /** In the order of their files. */
  readonly rows: readonly GradedRow[];
  /** What asking took, where that is known. */
  readonly asked: Asked | undefined;
  /** Whether the rows name items by MixEval's keys: then an item has a response for each of its copies. */
  readonly byKey: boolean;
}

export interface GradeRunOptions extends JudgeSettings, EndpointOptions {
  readonly workspace: Workspace;
}

/** Grades one run's responses and writes its summary; of MixEval's own responses to an imported release score.json too. */
export async function gradeRun(
  plan: GradePlan,
  { run, state }: SessionRun,
  options: GradeRunOptions,
  judgeChecks: Summary['judgeChecks'],
  task: LongTask,
): Promise<RunOutcome> {
  const place = { name: run.record.model, id: run.record.id, path: run.path };
  if (state === 'finished') {
    const summary = await readSummary(run);
    if (summary) return { ...summary, ...place, error: undefined };
  }
  const startedAt = performance.now();
  const table = new TaskTable(plan.rows.length, (index) => {
    const { task, item } = rowAt(plan.rows, index);
    return { item: task.item, repeat: task.repeat, weight: item.weight };
  });
  for (const { task } of plan.rows) table.add(task.key);
  const ledger = await RunLedger.open(run.path, table, run.record.repeats);
  let error: MixevalError | undefined;
  try {
    await addResponses(plan, ledger);
    if (plan.spec.parser === storedParser) await takeStored(plan, ledger);
    else error = await askParser(plan, run, ledger, options, task);
  } finally {
    await ledger.close();
  }
  const { judgeRequests, judgeCostUsd } = ledger.spent;
  const { asked } = plan;
  const summary = await summarise<ReleaseItem>({
    run: run.record,
    splits: plan.splits,
    promptOf: ({ prompt }) => prompt,
    grades: ledger.grades,
    ...(plan.byKey ? { expectedGrades: ({ keys }) => keys?.length ?? 1 } : {}),
    counters: {
      requests: 0,
      reused: 0,
      judgeRequests,
      inputTokens: asked?.inputTokens ?? 0,
      outputTokens: asked?.outputTokens ?? 0,
      costUsd:
        asked && asked.costUsd !== null && judgeCostUsd !== null
          ? roundedUsd(asked.costUsd + judgeCostUsd)
          : null,
      seconds: (asked?.seconds ?? 0) + (performance.now() - startedAt) / 1000,
    },
    stoppedBy: error?.code ?? null,
    judgeChecks,
  });
  if (summary.complete && plan.byKey) await writeMixevalScore(plan, ledger.grades, run.path);
  await writeSummary(run, summary);
  if (error?.code === 'interrupted') throw error;
  return { ...summary, ...place, error: error ?? (summary.complete ? undefined : missing(plan, summary)) };
}

async function addResponses({ rows }: GradePlan, ledger: RunLedger): Promise<void> {
  const writing: Promise<unknown>[] = [];
  for (const { task, row } of rows) {
    writing.push(
      ledger.addResponse(task.key, {
        response: row.response ?? '',
        finishReason: row.finishReason ?? 'unknown',
        ...(row.failure === undefined ? {} : { failure: row.failure }),
        seconds: 0,
        requests: 0,
      }),
    );
  }
  await Promise.all(writing);
}

async function takeStored({ rows }: GradePlan, ledger: RunLedger): Promise<void> {
  const writing: Promise<void>[] = [];
  for (const [index, row] of rows.entries()) {
    const verdict = storedVerdict(row, row.judge ?? 'stored');
    if (!verdict) continue;
    writing.push(ledger.addGrade(index, { ...row.task, ...verdict }));
  }
  await Promise.all(writing);
}

/** Grades what has no grade yet. Returns what ended it early: the judge's failure, or an interruption. */
async function askParser(
  { spec, rows }: GradePlan,
  run: SessionRun['run'],
  ledger: RunLedger,
  options: GradeRunOptions,
  task: LongTask,
): Promise<MixevalError | undefined> {
  const { workspace, vote, shuffleOptions, concurrency = defaultConcurrency } = options;
  const parser = parsers.get(spec.parser);
  const stop = createStop(task.signal);
  const endpoints = createEndpoints(options);
  const judges = createJudges(parser.needsJudge ? judgesOf(options) : [], endpoints, undefined, stop);
  const subject = { model: recordedModel(spec.model, spec.kind) };
  const onStep = (): void =>
    task.onProgress?.({
      stage: 'grade',
      done: ledger.score.count,
      total: ledger.tasks.count,
      unit: 'responses',
    });
  try {
    await executeRun(
      {
        workspace,
        run,
        ledger,
        tasks: { table: ledger.tasks, read: async (index) => rowAt(rows, index).item },
        subject,
        price: undefined,
        endpoint: endpoints.of(subject.model),
        grading: {
          parser,
          kind: spec.kind,
          judges: judges.all,
          vote,
          shuffleOptions,
          signal: stop.signal,
        },
        budget: undefined,
        width: 4 * concurrency,
        stop,
        onStep,
      },
      task,
    );
    return stop.error ?? judges.failure;
  } finally {
    stop.end();
    judges.end();
  }
}

function rowAt(rows: readonly GradedRow[], index: number): GradedRow {
  const row = rows[index];
  if (!row) throw new RangeError(`There is no response ${index}.`);
  return row;
}

async function writeMixevalScore(
  { rows }: GradePlan,
  grades: Iterable<GradedResponse>,
  folder: string,
): Promise<void> {
  const scores = new Map(
    Array.from(grades, ({ item, repeat, score }) => [`${item} ${repeat}`, score ?? 0] as const),
  );
  const scored = rows.map(({ item, format, repeat }) => ({
    format,
    benchmark: item.benchmark_name,
    score: scores.get(`${item.id} ${repeat}`) ?? 0,
  }));
  await writeJson(join(folder, mixevalScoreFile), mixevalScore(scored));
}

function missing({ rows, spec }: GradePlan, { n }: Summary): MixevalError {
  return new MixevalError(
    'incomplete',
    `Items lack responses: the files hold ${rows.length} responses to ${new Set(rows.map(({ item }) => item.id)).size} of ${n} items of ${spec.benchmark}.`,
    { next: 'Finish the run that made them, and grade again.' },
  );
}
