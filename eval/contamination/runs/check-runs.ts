import { join } from 'node:path';
import { z } from 'zod';
import { MixevalError } from '../../../src/core/errors.js';
import { writeJson } from '../../../src/core/files.js';
import type { LongTask } from '../../../src/core/progress.js';
import type { Sequence } from '../../../src/core/sequence.js';
import type { Workspace } from '../../../src/core/workspace.js';
import { type ScoredRuns, scoredRuns } from '../../compare/scored-run.js';
import { isBaseline } from '../../providers/baselines/baseline.js';
import { findRun } from '../../run/find-run.js';
import type { StoredRun } from '../../run/run-folder.js';
import { holmAdjusted } from '../../statistics/holm.js';
import type { Observation } from '../../statistics/sample.js';
import { contaminationFolder } from '../report-files.js';
import { type ComparedItem, type Gap, gapsOf } from './gaps.js';
import { fewestMatched, type MatchedDifference, matchedRows } from './matched-difference.js';
import { olderItems } from './older-items.js';
import type { ModelGap, RunsReport } from './runs-report.js';
import { type DatedItem, type SuddenGains, suddenGains } from './sudden-gains.js';

export interface CheckRunsOptions {
  readonly workspace: Workspace;
  readonly version: string;
  /** Runs on one benchmark of the release: folders, ids, or beginnings of ids. */
  readonly runs: readonly string[];
  /** Since when each model has been what it is, as YYYY-MM-DD; without dates no sudden gains are looked for. */
  readonly modelDates?: Readonly<Record<string, string>> | undefined;
}

/** Levels of difficulty that items are matched by. */
const levels = 5;
const level = 0.05;

/**
 * Tells whether models do better on items that stood in an older release than on new ones of the same difficulty and topic,
 * each by itself and against the other models: what makes old items easier for all is no sign of any one having read them.
 *
 * @throws MixevalError `not-found`, `incomplete`, `usage` for runs of other items or dates that are none, `too-few` where
 *   old and new items cannot be matched, `interrupted`
 */
export async function checkRuns(options: CheckRunsOptions, task: LongTask = {}): Promise<RunsReport> {
  const { workspace, version, modelDates = {} } = options;
  const runs = await Promise.all(options.runs.map((name) => findRun(workspace, name)));
  refuseOthers(runs, version);
  refuseTwice(runs);
  const dates = datesOf(modelDates, runs);
  const { releases, since } = await olderItems(workspace, version);
  const scored = await scoredRuns(workspace, runs, task);
  const strata = strataOf(scored.sample.observations);
  const items = scored.sample.observations.map(({ item }, at) => ({
    isOld: since.has(item.id),
    stratum: strata[at] ?? '',
    guessing: item.problem_type === 'multiple-choice' ? 1 / item.options.length : 0,
  }));
  // What knows nothing finds hard items no harder than easy ones: beside it every model would seem to know the easy ones.
  const compared = runs.flatMap(({ record }, run) => (isBaseline(record.model) ? [] : [run]));
  const { gaps, right } = gapsOf(items, scored.scores, compared);
  const [first] = gaps;
  if (!first?.own) throw unmatched(items, version);
  const gains = gainedBy(scored, runs, { strata, right, since, dates });
  const { models, gained } = adjusted(runs, gaps, gains);
  const isGraded = [...scored.sample.observations].some(({ item }) => item.difficulty !== null);
  const matchedBy = isGraded ? 'difficulty and topic' : 'topic';
  const report: RunsReport = {
    version,
    benchmark: runs[0]?.record.benchmark ?? 'mixeval',
    older: [...releases],
    items: { old: first.own.old, new: first.own.new, all: scored.sample.observations.length },
    matchedBy,
    models,
    gained,
    verdict: verdictOf({ models, gained, version, matchedBy }),
  };
  await writeJson(join(contaminationFolder(workspace, version), 'runs.json'), report);
  return report;
}

function refuseOthers(runs: readonly StoredRun[], version: string): void {
  const other = runs.find(({ record }) => record.version !== version);
  if (!other) return;
  throw new MixevalError(
    'usage',
    `The run ${other.record.id} is of release "${other.record.version}", not of "${version}".`,
    {
      next: `Name runs of one release, and that release with --version: --version ${other.record.version}.`,
    },
  );
}

function refuseTwice(runs: readonly StoredRun[]): void {
  const twice = runs.find(
    ({ record }, at) => runs.findIndex((other) => other.record.id === record.id) !== at,
  );
  if (!twice) return;
  throw new MixevalError('usage', `The run ${twice.record.id} is named twice.`, {
    next: 'Name each run once: a run says nothing against itself.',
  });
}

function datesOf(
  modelDates: Readonly<Record<string, string>>,
  runs: readonly StoredRun[],
): ReadonlyMap<string, string> {
  const models = [...new Set(runs.map(({ record }) => record.model))];
  for (const [model, date] of Object.entries(modelDates)) {
    if (!models.includes(model)) {
      throw new MixevalError('usage', `"${model}" has a date, but none of the runs is of it.`, {
        next: `The runs are of ${models.join(', ')}.`,
      });
    }
    if (z.iso.date().safeParse(date).success) continue;
    throw new MixevalError('usage', `"${date}" is no date for ${model}.`, { next: 'Give it as YYYY-MM-DD.' });
  }
  return new Map(Object.entries(modelDates));
}

/** What each item is matched by: its format, its topic and the fifth of difficulties that it is in. */
function strataOf(observations: Sequence<Observation>): string[] {
  const known = observations
    .flatMap(({ item: { difficulty } }) => (difficulty === null ? [] : [difficulty]))
    .sort((a, b) => b - a);
  // The last of equal ones counts: how many are easier.
  const easier = new Map(known.map((difficulty, at) => [difficulty, known.length - 1 - at]));
  const levelOf = (difficulty: number | null): string =>
    difficulty === null
      ? 'unknown'
      : String(Math.floor((levels * (easier.get(difficulty) ?? 0)) / known.length));
  return observations.map(({ stratum, item }) => `${stratum}/${levelOf(item.difficulty)}`);
}

/** Holm's adjustment of what accuses: each model against the others, and the sudden gains. */
function adjusted(
  runs: readonly StoredRun[],
  gaps: readonly Gap[],
  gains: SuddenGains | null,
): Pick<RunsReport, 'models' | 'gained'> {
  const own = holmAdjusted(gaps.map((gap) => gap.own?.pValue ?? 1));
  const accusing = gaps.flatMap(({ others }, at) => (others ? [at] : []));
  const pValues = accusing.map((at) => gaps[at]?.others?.pValue ?? 1);
  const all = holmAdjusted(gains ? [...pValues, gains.pValue] : pValues);
  const models = runs.flatMap(({ record }, at): ModelGap[] => {
    const gap = gaps[at];
    if (!gap?.own) return [];
    return [
      {
        model: record.model,
        id: record.id,
        ...shown(gap.own, own[at]),
        againstOthers: gap.others ? shown(gap.others, all[accusing.indexOf(at)]) : null,
      },
    ];
  });
  if (!gains) return { models, gained: null };
  return { models, gained: { ...gains, gained: [...gains.gained], adjustedPValue: all.at(-1) ?? 1 } };
}

function shown({ difference, interval, pValue }: MatchedDifference, adjustedPValue = 1) {
  return { difference, interval, pValue, adjustedPValue };
}

interface DatedBy {
  readonly strata: readonly string[];
  readonly right: readonly number[];
  readonly since: ReadonlyMap<string, string | null>;
  readonly dates: ReadonlyMap<string, string>;
}

/** Sudden gains among items of one kind that as many models got right. */
function gainedBy(
  { sample, scores }: ScoredRuns,
  runs: readonly StoredRun[],
  { strata, right, since, dates }: DatedBy,
): SuddenGains | null {
  if (dates.size === 0) return null;
  const items = sample.observations.map(({ item }, at): DatedItem => {
    const day = since.get(item.id) ?? null;
    return {
      item: item.id,
      isOld: since.has(item.id),
      stratum: `${strata[at]}/${right[at]}`,
      answers: runs.flatMap(({ record }, run) => {
        const date = dates.get(record.model);
        const isRight = (scores[run]?.[at] ?? 0) >= 0.5;
        return date === undefined
          ? []
          : [{ model: record.model, isRight, isLater: day !== null && date > day }];
      }),
    };
  });
  return suddenGains(items);
}

function unmatched(rows: readonly ComparedItem[], version: string): MixevalError {
  const old = rows.filter(({ isOld }) => isOld).length;
  const matched = matchedRows(rows);
  return new MixevalError(
    'too-few',
    `Too few items to compare: of ${rows.length} items of "${version}" ${old} stood in an older release, and ${matched.old} old and ${matched.new} new ones have a match of the same split, topic and difficulty; ${fewestMatched} of each are needed.`,
    { next: 'Compare on a larger release that shares part of its items with an older one.' },
  );
}

function verdictOf({
  models,
  gained,
  version,
  matchedBy,
}: Pick<RunsReport, 'models' | 'gained' | 'version' | 'matchedBy'>): string {
  const standing = models.filter(({ againstOthers }) => (againstOthers?.adjustedPValue ?? 1) < level);
  const names = standing.map(({ model }) => model).join(', ');
  const signs = [
    ...(standing.length > 0
      ? [`${names}: better on items of older releases than the other models are, by more than chance.`]
      : []),
    ...(gained && gained.adjustedPValue < level
      ? ['More old items were gained suddenly by the later models than by chance.']
      : []),
  ];
  if (signs.length > 0) return [...signs, `Compare on the new items of ${version} alone.`].join(' ');
  if (models.some(({ adjustedPValue }) => adjustedPValue < level)) {
    return models.every(({ againstOthers }) => againstOthers === null)
      ? 'Old items are easier than new ones for some models: whether that is the items or that they were read, runs of more models may tell.'
      : 'Old items are easier than new ones for some models, but for no model more than for the others: that may be the items.';
  }
  return `No model does better on items of older releases than on new ones of the same ${matchedBy}, by more than chance.`;
}
