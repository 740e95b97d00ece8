import { MixevalError } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import type { Benchmark } from '../../src/core/schemas/release-item.js';
import { counted } from '../../src/core/text-table.js';
import { parsers } from '../parsers/index.js';
import type { Parser } from '../parsers/parser.js';
import { type Budget, budgetFor } from './budget.js';
import { checkJudges } from './check-judges.js';
import { priceOf } from './cost.js';
import { createEndpoints, defaultConcurrency, serverOf } from './endpoint.js';
import { expectedMargin } from './expected-margin.js';
import { judgesFor, judgesOf, judgingRecord } from './judges.js';
import { type ProgressBoard, progressBoard } from './progress-board.js';
import { noParser, type RunSpec } from './run-folder.js';
import { namesInCommand } from './run-names.js';
import { runOne } from './run-one.js';
import type { Material, RunOptions, RunOutcome } from './run-options.js';
import { openSession, type Session } from './session.js';
import { costOf, spentBefore } from './spent.js';
import { countTasks, effectiveParameters, type Subject } from './task.js';

/**
 * Asks each subject everything in the material. Subjects on one server take turns; different servers are asked at the
 * same time.
 *
 * @returns one outcome for each subject and benchmark, in that order
 */
export async function runSubjects(
  material: Material,
  options: RunOptions,
  task: LongTask,
): Promise<RunOutcome[]> {
  const parser = chooseParser(options);
  const judges = judgesFor(parser, options);
  const { subjects, limit = null, repeats = 1, concurrency = defaultConcurrency } = options;
  const plans = subjects.flatMap((subject) =>
    material.splits.map(({ benchmark, splits }) => ({
      subject,
      splits,
      tasks: countTasks(splits, { limit, repeats }),
      spec: specOf(material, benchmark, subject, parser, options),
    })),
  );
  const endpoints = createEndpoints(options);
  const budget = budgetFor(options.maxCostUsd, [...subjects, ...judges]);
  const shared = {
    workspace: options.workspace,
    parser,
    judges,
    vote: options.vote,
    shuffleOptions: options.shuffleOptions,
    endpoints,
    concurrency,
    budget,
    task,
  };
  if (limit !== null) sayWhatToExpect(material, limit, task);
  const specs = plans.map(({ spec }) => spec);
  const names = namesInCommand(specs);
  const session = await openSession(options.workspace, specs);
  try {
    const open = plans.filter((_, index) => session.runs[index]?.state !== 'finished');
    if (budget) await payWhatWasSpent(budget, plans, session);
    const planned = { runs: open.length, tasks: open.reduce((sum, { tasks }) => sum + tasks, 0) };
    const [first] = session.runs;
    const judgeChecks =
      options.judgeCheck && first && open.length > 0
        ? await checkJudges(judges, endpoints, budget, first.run.path, task)
        : [];
    const board = progressBoard(task, planned);
    const context = { ...shared, judgeChecks, board };
    const servers = [...new Set(subjects.map(({ model }) => serverOf(model)))];
    const outcomes = new Map<number, RunOutcome>();
    const ends = await Promise.allSettled(
      servers.map(async (server) => {
        for (const [index, { subject, splits }] of plans.entries()) {
          const run = session.runs[index];
          if (!run || serverOf(subject.model) !== server) continue;
          outcomes.set(
            index,
            await runOne(
              { name: names[index] ?? run.run.record.model, subject, splits, session: run },
              context,
            ),
          );
        }
      }),
    );
    for (const end of ends) {
      if (end.status === 'rejected')
        throw isInterrupted(end.reason) ? interrupted(board, planned) : end.reason;
    }
    return plans.flatMap((_, index) => outcomes.get(index) ?? []);
  } finally {
    await session.close();
  }
}

/** What runs of this session cost in processes before this one counts before any of them is gone on with. */
async function payWhatWasSpent(
  budget: Budget,
  plans: readonly { readonly subject: Subject }[],
  { runs }: Session,
): Promise<void> {
  for (const [index, { subject }] of plans.entries()) {
    const session = runs[index];
    if (!session || session.state === 'new') continue;
    const spent = await spentBefore(session.run.path);
    budget.pay(costOf(spent, subject.price ?? priceOf(subject.model)) ?? 0);
  }
}

function sayWhatToExpect({ splits: all }: Material, limit: number, { onWarning }: LongTask): void {
  for (const { benchmark, splits } of all) {
    const { n, margin } = expectedMargin(splits, limit);
    if (margin === null) continue;
    onWarning?.(
      `With ${counted(limit, 'items')} of each split (${benchmark}: ${n}) expect an interval of about ± ${(100 * margin).toFixed(1)} points.`,
    );
  }
}

/**
 * The parser that the options ask for; none for responses only.
 *
 * @throws MixevalError `usage` where it needs a judge and there is none, or where there is nobody to ask
 */
export function chooseParser({
  subjects,
  parser: named,
  judge,
  responsesOnly,
}: Pick<RunOptions, 'subjects' | 'parser' | 'judge' | 'responsesOnly'>): Parser | undefined {
  if (subjects.length === 0) {
    throw new MixevalError('usage', 'No model is named.', { next: 'Name one or more.' });
  }
  if (responsesOnly) return undefined;
  const hasJudge = judgesOf({ judge }).length > 0;
  const parser = parsers.get(named ?? (hasJudge ? 'cascade' : 'rule'));
  if (!parser.needsJudge || hasJudge) return parser;
  throw new MixevalError('usage', `The parser "${parser.name}" needs a model that judges.`, {
    next: 'Name one with --judge, or use --parser rule.',
  });
}

function specOf(
  { version, hash }: Material,
  benchmark: Benchmark,
  subject: Subject,
  parser: Parser | undefined,
  options: RunOptions,
): RunSpec {
  const { limit, repeats = 1, fresh = false } = options;
  const { name, origin, kind } = subject.model;
  const parameters = effectiveParameters(subject);
  return {
    version,
    releaseHash: hash,
    benchmark,
    model: name,
    ...(subject.configName === undefined ? {} : { configName: subject.configName }),
    origin,
    kind,
    parser: parser?.name ?? noParser,
    ...judgingRecord(parser?.needsJudge ? options : {}),
    limit: limit ?? null,
    repeats,
    seed: parameters.seed ?? 0,
    parameters: { ...parameters },
    systemPrompt: subject.systemPrompt ?? null,
    fresh,
  };
}

function isInterrupted(error: unknown): boolean {
  return error instanceof MixevalError && error.code === 'interrupted';
}

/** Says of all runs of the command together what is saved. */
function interrupted(
  { answered }: ProgressBoard,
  { runs, tasks }: { readonly runs: number; readonly tasks: number },
): MixevalError {
  const ofRuns = runs > 1 ? ` of ${runs} runs` : '';
  return new MixevalError('interrupted', `Interrupted: ${answered} of ${tasks} answers${ofRuns} are saved.`, {
    next: 'Run the same command again: it goes on.',
  });
}
