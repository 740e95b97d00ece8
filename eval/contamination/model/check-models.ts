import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MixevalError } from '../../../src/core/errors.js';
import { exists, readJson, writeJson } from '../../../src/core/files.js';
import { takeLock } from '../../../src/core/lock.js';
import type { LongTask } from '../../../src/core/progress.js';
import type { ReleaseItem } from '../../../src/core/schemas/release-item.js';
import type { Workspace } from '../../../src/core/workspace.js';
import { openRelease } from '../../../versions/index.js';
import { costUsd, priceOf } from '../../run/cost.js';
import {
  createEndpoints,
  defaultConcurrency,
  type EndpointOptions,
  type Endpoints,
} from '../../run/endpoint.js';
import type { JudgeOption } from '../../run/run-options.js';
import type { Subject } from '../../run/task.js';
import { distinctItems } from '../distinct-items.js';
import { contaminationFolder, modelReportName } from '../report-files.js';
import { type AskingContext, askingOf, askQuestions, type StoredAnswer } from './ask-questions.js';
import { itemsWithBorrowedWords } from './borrowed-words.js';
import { findingsOf, type PlannedProbe, verdictOf } from './conclude.js';
import { budgetOf, costOf, inWords, type ProbeCost } from './costs.js';
import { keepItems } from './kept-items.js';
import { type ModelReport, modelReportSchema } from './model-report.js';
import type { ProbeMaterial } from './probe.js';
import { probes } from './probes/index.js';
import { rewordingIn, rewordingWanted } from './reword-by-judge.js';

export interface CheckModelsOptions extends EndpointOptions {
  readonly workspace: Workspace;
  readonly version: string;
  readonly subjects: readonly Subject[];
  /** Puts questions into other words; without one that probe is left out. */
  readonly judge?: JudgeOption | undefined;
  /** Names in the registry of probes; all unless said otherwise. */
  readonly probes?: readonly string[] | undefined;
  /** The first so many items of each split; 100 unless said otherwise. */
  readonly limit?: number | undefined;
  /** US dollars that each model may cost. */
  readonly maxCostUsd?: number | undefined;
  /** Nothing of what an earlier command was answered. */
  readonly fresh?: boolean | undefined;
}

/** Items of each split that are asked about. */
export const defaultProbeLimit = 100;

/**
 * Asks models what only who has seen a release can answer, each question beside a control that others answer as well, and
 * tests the difference. The same call goes on where an earlier one stopped, and asks nothing twice. What a wider check found
 * stands beside what a narrower one finds, all adjusted together.
 *
 * @returns one report a model. No sign found is no proof of a clean model, and one that refuses is not tested
 * @throws MixevalError `not-found`, `usage`, `locked`, `incomplete` at the cost cap, `interrupted`, or what the provider failed
 * by
 */
export async function checkModels(options: CheckModelsOptions, task: LongTask = {}): Promise<ModelReport[]> {
  const material = await withBorrowed(await readMaterial(options), options, task);
  const { concurrency = defaultConcurrency } = options;
  const endpoints = createEndpoints(options);
  const reports: ModelReport[] = [];
  for (const subject of options.subjects) {
    const folder = contaminationFolder(options.workspace, options.version);
    const name = modelReportName(subject.model.origin, subject.model.name);
    const lock = await takeLock(join(folder, `.${name}.lock`), `contamination of ${subject.model.name}`);
    try {
      reports.push(
        await checkModel(subject, material, join(folder, name), { ...options, concurrency, endpoints }, task),
      );
    } finally {
      await lock.release();
    }
  }
  return reports;
}

/** What `checkModels` with these options would ask and cost; the judge and what was answered before are left out. */
export async function estimateChecks(
  options: CheckModelsOptions,
): Promise<({ readonly model: string } & ProbeCost)[]> {
  const material = await readMaterial(options);
  return options.subjects.map((subject) => {
    const { name, kind, score } = subject.model;
    const askings = (options.probes ?? probes.names)
      .map((probe) => probes.get(probe))
      .filter(({ needs }) => needs === 'replies' || (needs === 'log-probabilities' && score !== undefined))
      .flatMap((probe) => probe.plan({ ...material, kind }).questions)
      .map((question) => askingOf(subject, question));
    return { model: name, ...costOf(askings, subject.price ?? priceOf(subject.model)) };
  });
}

interface Checking extends CheckModelsOptions {
  readonly concurrency: number;
  readonly endpoints: Endpoints;
}

type Material = Omit<ProbeMaterial, 'kind' | 'reworded'> & {
  /** All items of the release, of both benchmarks. */
  readonly release: readonly ReleaseItem[];
};

async function readMaterial({
  workspace,
  version,
  limit = defaultProbeLimit,
}: CheckModelsOptions): Promise<Material> {
  const release = await openRelease(workspace, version);
  const benchmark = release.splits.mixeval ?? release.splits['mixeval-hard'];
  const splits = Object.values(benchmark ?? {}).map(({ items }) => items.slice(0, limit));
  const [first] = splits.flat();
  if (first) {
    const all = distinctItems(release.splits);
    return { version, canary: first.canary, splits, borrowed: new Set(), release: all };
  }
  throw new MixevalError('too-few', `Release "${version}" has no items.`, {
    next: 'Build it again from a pool.',
  });
}

/** Looks through the whole release and all pools for the words that items go on with. */
async function withBorrowed(
  material: Material,
  { workspace }: CheckModelsOptions,
  { signal }: LongTask,
): Promise<Material> {
  const asked = material.splits.flat();
  const borrowed = itemsWithBorrowedWords(asked, material.release);
  if (await exists(workspace.pools)) {
    const { listPools, poolItems } = await import('../../../corpus/index.js');
    for (const { name } of await listPools(workspace)) {
      const items = await poolItems(workspace, name, signal);
      for (const id of itemsWithBorrowedWords(asked, items)) borrowed.add(id);
    }
  }
  return { ...material, borrowed };
}

async function checkModel(
  subject: Subject,
  material: Material,
  path: string,
  options: Checking,
  task: LongTask,
): Promise<ModelReport> {
  const { model } = subject;
  const journalFile = `${path}.answers.jsonl`;
  if (options.fresh) await rm(journalFile, { force: true });
  const price = subject.price ?? priceOf(model);
  const endpoint = options.endpoints.of(model);
  const reworded = await rewordings(material, `${path}.rewordings.jsonl`, options, task);
  const whole: ProbeMaterial = { ...material, kind: model.kind, reworded };
  const asked = (options.probes ?? probes.names).map((name) => probes.get(name));
  const trial = { subject, price, endpoint, budget: undefined, width: 1, journalFile };
  const scores = asked.some(({ needs }) => needs === 'log-probabilities') && (await givesScores(trial, task));
  const planned = asked.map((probe): PlannedProbe => {
    const without = whyWithout(probe.needs, scores, reworded !== undefined);
    const plan = probe.plan(whole);
    const keys = without ? [] : plan.questions.map((question) => askingOf(subject, question).key);
    return { probe, plan, keys, without };
  });
  const askings = planned.flatMap(({ plan, without }) =>
    without ? [] : plan.questions.map((question) => askingOf(subject, question)),
  );
  task.onWarning?.(inWords(model.name, costOf(askings, price)));
  const budget = budgetOf(price, options.maxCostUsd, model);
  const context = { ...trial, budget, width: options.concurrency };
  const { answers, requests, reused } = await askQuestions(askings, context, task);
  const items = new Set(material.splits.flat().map(({ id }) => id));
  const earlier = options.fresh ? undefined : await earlierReport(`${path}.json`);
  const { findings, seen } = findingsOf(planned, answers, items.size, earlier?.findings);
  findings.sort((a, b) => probes.names.indexOf(a.probe) - probes.names.indexOf(b.probe));
  const itemsFile = `${path}.items.jsonl`;
  const asking = planned.flatMap(({ probe, without }) => (without ? [] : [probe.name]));
  const again = { probes: new Set(asking), items, fresh: options.fresh ?? false };
  const given = await keepItems(itemsFile, seen, again, task);
  const sum = (of: (answer: StoredAnswer) => number | undefined): number =>
    [...answers.values()].reduce((total, answer) => total + (of(answer) ?? 0), 0);
  const [inputTokens, outputTokens] = [
    sum((answer) => answer.inputTokens),
    sum((answer) => answer.outputTokens),
  ];
  const report: ModelReport = {
    version: material.version,
    model: model.name,
    items: Math.max(items.size, ...findings.map((finding) => finding.items)),
    ...verdictOf(model.name, material.version, findings, given),
    findings,
    requests,
    reused,
    inputTokens,
    outputTokens,
    costUsd: price ? costUsd(price, inputTokens, outputTokens) : null,
    itemsFile: given.length > 0 ? itemsFile : null,
  };
  await writeJson(`${path}.json`, report);
  return report;
}

/** What earlier checks of the model found; undefined where there was none. */
async function earlierReport(file: string): Promise<ModelReport | undefined> {
  return (await exists(file)) ? readJson(file, modelReportSchema) : undefined;
}

function whyWithout(
  needs: PlannedProbe['probe']['needs'],
  scores: boolean,
  hasRewordings: boolean,
): PlannedProbe['without'] {
  if (needs === 'log-probabilities' && !scores) {
    return {
      state: 'unavailable',
      says: 'The server gives no log-probabilities of what it is asked; the tests by replies are left.',
    };
  }
  if (needs === 'judge' && !hasRewordings) {
    return {
      state: 'not-asked',
      says: 'It needs a model that puts questions into other words: name one with --judge.',
    };
  }
  return undefined;
}

/** A text that any tokenizer makes several tokens of. */
const trialText = 'The quick brown fox jumps over the lazy dog.';

/** One trial: whether the server gives log-probabilities of prompts at all. */
async function givesScores(context: AskingContext, task: LongTask): Promise<boolean> {
  if (!context.subject.model.score) return false;
  const trial = askingOf(context.subject, { text: trialText });
  const { answers } = await askQuestions([trial], context, { signal: task.signal });
  return (answers.get(trial.key)?.score?.length ?? 0) > 0;
}

/** The questions in a judge's words; undefined without a judge. */
async function rewordings(
  { splits }: Material,
  journalFile: string,
  { judge, endpoints, concurrency, maxCostUsd, probes: named }: Checking,
  task: LongTask,
): Promise<ReadonlyMap<string, string> | undefined> {
  const wanted = (named ?? probes.names).some((name) => probes.get(name).needs === 'judge');
  if (!judge || !wanted) return undefined;
  const subject: Subject = { model: judge.model };
  const price = judge.price ?? priceOf(judge.model);
  const items = splits.flat().map((item) => ({ item, asking: askingOf(subject, rewordingWanted(item)) }));
  const askings = items.map(({ asking }) => asking);
  const budget = budgetOf(price, maxCostUsd, judge.model);
  const endpoint = endpoints.of(judge.model);
  const context = { subject, price, endpoint, budget, width: concurrency, journalFile };
  const { answers } = await askQuestions(askings, context, task);
  return new Map(
    items.flatMap(({ item, asking }) => {
      const text = rewordingIn(item, answers.get(asking.key)?.text ?? '');
      return text === undefined ? [] : [[item.id, text]];
    }),
  );
}
