import { MixevalError } from '../../src/core/errors.js';
import { canonicalJson, sha256 } from '../../src/core/hash.js';
import type { LongTask } from '../../src/core/progress.js';
import type { Format } from '../../src/core/schemas/item.js';
import { type Benchmark, benchmarks, type Split } from '../../src/core/schemas/release-item.js';
import { counted } from '../../src/core/text-table.js';
import type { Workspace } from '../../src/core/workspace.js';
import { openRelease, type Release } from '../../versions/index.js';
import type { Model } from '../model.js';
import { parsers } from '../parsers/index.js';
import { checkJudges } from '../run/check-judges.js';
import { createEndpoints, type EndpointOptions } from '../run/endpoint.js';
import { pullIfAbsent, warnIfPublishedOnly } from '../run/evaluate.js';
import { judgesFor, judgesOf, judgingRecord } from '../run/judges.js';
import { runHash } from '../run/run-folder.js';
import type { JudgeSettings, RunOutcome } from '../run/run-options.js';
import { openSession } from '../run/session.js';
import { type GradedRow, type GradePlan, gradeRun, storedParser } from './grade-run.js';
import { type Elsewhere, howToGrade, rowIndex } from './match-rows.js';
import { writeScoresOfModels } from './mixeval-score.js';
import { readResponseRows } from './response-row.js';
import { type ResponseSet, responseSets } from './response-set.js';
import { storedVerdict } from './stored-verdict.js';

export interface GradeOptions extends JudgeSettings, EndpointOptions {
  readonly workspace: Workspace;
  /** The release that was answered; a published one is pulled if it is not here. */
  readonly version: string;
  /** Files of responses or folders that hold such files: ours, or MixEval's own. */
  readonly paths: readonly string[];
  /** A name in the registry of parsers, or `stored`; `cascade` where there is a judge, else `rule`. */
  readonly parser?: string | undefined;
  /** With `stored`, whose verdicts are taken where several judges read the same responses. */
  readonly judgedBy?: readonly string[] | undefined;
  /** The name that the responses are kept under, where the files do not say it. */
  readonly model?: string | undefined;
  /** Which benchmark was answered, where the files do not say it. */
  readonly benchmark?: Benchmark | undefined;
  /** `base` cuts each response to its first answer. */
  readonly kind?: Model['kind'] | undefined;
  /** Where a published release is pulled from, instead of its home. */
  readonly mirror?: string | undefined;
}

/**
 * Grades responses that exist, asking nobody but a judge: reads them, matches them to the release's items, and writes a run
 * for each model and benchmark, as `evaluate` does. An item's score is the mean over the responses to its copies. The same
 * call goes on where a judge stopped. Beside our files stand MixEval's two score.json, of each model and of all.
 *
 * @returns one outcome a run; `complete` is false, with an error, where items lack responses
 * @throws MixevalError `not-found`, `corrupt`, `invalid-data` naming file and line, `usage`, `locked`, `interrupted`
 */
export async function gradeResponses(options: GradeOptions, task: LongTask = {}): Promise<RunOutcome[]> {
  const parser = parserOf(options);
  const judges = judgesFor(parser === storedParser ? undefined : parsers.get(parser), options);
  const sets = await responseSets({
    paths: options.paths,
    version: options.version,
    stored: parser === storedParser,
    judgedBy: options.judgedBy ?? [],
    model: options.model,
    benchmark: options.benchmark,
    kind: options.kind,
  });
  await pullIfAbsent(options, task);
  const release = await openRelease(options.workspace, options.version);
  warnIfPublishedOnly(release, task);
  const plans: GradePlan[] = [];
  for (const set of sets) {
    // One after another: each opens its files.
    const plan = await planOf(set, release, parser, options, task);
    if (!plan) continue;
    // A run whose answers were all used again by a later one has the same answers as that.
    const twin = plans.find(({ spec }) => runHash(spec) === runHash(plan.spec));
    if (twin)
      task.onWarning?.(`${set.model} gave the same responses in several files: they are graded once.`);
    else plans.push(plan);
  }
  if (plans.length === 0) throw noVerdicts(sets);
  const session = await openSession(
    options.workspace,
    plans.map(({ spec }) => spec),
  );
  try {
    const isOpen = session.runs.some(({ state }) => state !== 'finished');
    const [first] = session.runs;
    const judgeChecks =
      options.judgeCheck && first && isOpen
        ? await checkJudges(judges, createEndpoints(options), undefined, first.run.path, task)
        : [];
    const outcomes: RunOutcome[] = [];
    for (const [index, plan] of plans.entries()) {
      const run = session.runs[index];
      if (run) outcomes.push(await gradeRun(plan, run, options, judgeChecks, task));
    }
    await writeScoresOfModels(options.workspace, options.version, outcomes);
    return outcomes;
  } finally {
    await session.close();
  }
}

function parserOf({ parser: named, judge }: GradeOptions): string {
  const hasJudge = judgesOf({ judge }).length > 0;
  const name = named ?? (hasJudge ? 'cascade' : 'rule');
  if (name === storedParser) return name;
  const parser = parsers.get(name);
  if (!parser.needsJudge || hasJudge) return name;
  throw new MixevalError('usage', `The parser "${name}" needs a model that judges.`, {
    next: 'Name one with --judge, or use --parser rule.',
  });
}

/** What is to be graded of a set; undefined, with a warning, where its verdicts are wanted and it has none. */
async function planOf(
  set: ResponseSet,
  { version, contentHash, splits: all }: Release,
  parser: string,
  options: GradeOptions,
  task: LongTask,
): Promise<GradePlan | undefined> {
  const splits = all[set.benchmark];
  if (!splits) {
    throw new MixevalError('not-found', `Release "${version}" has no benchmark ${set.benchmark}.`, {
      next: 'Use the release that the responses were made with: --version.',
    });
  }
  const others = benchmarks.flatMap((benchmark) => {
    const other = benchmark === set.benchmark ? undefined : all[benchmark];
    return other ? [{ benchmark, index: rowIndex(other, version) }] : [];
  });
  const elsewhere: Elsewhere = (row, format) =>
    others.find(({ index }) => index.holds(row, format))?.benchmark;
  const rows = await rowsOf(set, splits, { version, elsewhere }, task);
  if (parser === storedParser && !rows.some((row) => storedVerdict(row, ''))) {
    task.onWarning?.(
      `The responses of ${set.model} to ${set.benchmark} hold no verdicts of a judge: passed over.`,
    );
    return undefined;
  }
  const judges = [...new Set(rows.flatMap(({ judge: name }) => name ?? []))];
  return {
    splits,
    rows,
    asked: set.asked,
    byKey: rows.some((row) => row.byKey),
    spec: {
      version,
      releaseHash: contentHash,
      benchmark: set.benchmark,
      model: set.model,
      origin: 'file',
      kind: set.kind,
      parser,
      ...(parser === storedParser
        ? { judge: judges.join(', ') }
        : judgingRecord(parsers.get(parser).needsJudge ? options : {})),
      limit: set.limit,
      repeats: set.repeats,
      seed: 0,
      parameters: { responses: sha256(rows.map(({ task: { key } }) => key).join('\n')) },
      systemPrompt: null,
      fresh: false,
    },
  };
}

/** The responses of a set that are of items of the release; of a question that was answered again the last. */
async function rowsOf(
  set: ResponseSet,
  splits: Readonly<Record<Format, Split>>,
  { version, elsewhere }: { readonly version: string; readonly elsewhere: Elsewhere },
  task: LongTask,
): Promise<GradedRow[]> {
  const index = rowIndex(splits, version, elsewhere);
  let other: Benchmark | undefined;
  const rows = new Map<string, GradedRow>();
  let read = 0;
  for (const file of set.files) {
    for await (const row of readResponseRows(file.path, task)) {
      read += 1;
      // A failure that may pass is no answer; a later line may hold one.
      if (row.failure === 'provider-error') continue;
      const matched = index.match(row, file.format);
      if (!matched) {
        other ??= elsewhere(row, file.format);
        continue;
      }
      const { item, repeat } = matched;
      const key = sha256(canonicalJson([set.model, item.id, repeat, row.response]));
      rows.set(`${item.id} ${repeat}`, {
        ...matched,
        task: { item: item.id, repeat, key },
        judge: file.judge,
      });
    }
  }
  if (rows.size === 0) throw nothingMatched(set, version, read, other);
  if (rows.size < read) {
    task.onWarning?.(
      `${read - rows.size} of ${counted(read, 'responses')} of ${set.model} passed over: of no item of this release, or given again later.`,
    );
  }
  return [...rows.values()];
}

function nothingMatched(
  { files, benchmark }: ResponseSet,
  version: string,
  read: number,
  other: Benchmark | undefined,
): MixevalError {
  const names = files.map(({ path }) => path).join(', ');
  return new MixevalError(
    'invalid-data',
    read === 0
      ? `There are no responses in ${names}.`
      : `None of the ${read} responses in ${names} is of an item of ${benchmark} in release "${version}".`,
    {
      next:
        other === undefined
          ? 'Use the release that the responses were made with: --version.'
          : howToGrade(other),
    },
  );
}

function noVerdicts(sets: readonly ResponseSet[]): MixevalError {
  const models = [...new Set(sets.map(({ model }) => model))].join(', ');
  return new MixevalError('invalid-data', `The responses of ${models} hold no verdicts of a judge.`, {
    next: "Name MixEval's judge_results_* files, or grade with --parser rule.",
  });
}
