import { join } from 'node:path';
import { z } from 'zod';
import { MixevalError } from '../../../src/core/errors.js';
import { writeJson } from '../../../src/core/files.js';
import type { LongTask } from '../../../src/core/progress.js';
import type { Workspace } from '../../../src/core/workspace.js';
import { type ScoredRuns, scoredRuns } from '../../compare/scored-run.js';
import { findRun } from '../../run/find-run.js';
import type { StoredRun } from '../../run/run-folder.js';
import { holmAdjusted } from '../../statistics/holm.js';
import type { Observation } from '../../statistics/sample.js';
import { contaminationFolder } from '../report-files.js';
import {
  fewestMatched,
  type MatchedDifference,
  type MatchedRow,
  matchedCells,
  matchedDifference,
} from './matched-difference.js';
import { olderItems } from './older-items.js';
import type { ModelGap, RunsReport } from './runs-report.js';
import { type DatedItem, suddenGains } from './sudden-gains.js';

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
  const rowsOf = (values: readonly number[]): MatchedRow[] =>
    scored.sample.observations.map(({ item }, at) => ({
      value: values[at] ?? 0,
      isOld: since.has(item.id),
      stratum: strata[at] ?? '',
    }));
  const gaps = scored.scores.map((scores, run) => ({
    own: matchedDifference(rowsOf(scores)),
    others: runs.length < 2 ? undefined : matchedDifference(rowsOf(aboveOthers(scored, run)), 2),
  }));
  const [first] = gaps;
  if (!first?.own) throw unmatched(rowsOf([]), version);
  const models = modelsOf(runs, gaps);
  const isGraded = scored.sample.observations.some(({ item }) => item.difficulty !== null);
  const matchedBy = isGraded ? 'difficulty and topic' : 'topic';
  const report: RunsReport = {
    version,
    benchmark: runs[0]?.record.benchmark ?? 'mixeval',
    older: [...releases],
    items: { old: first.own.old, new: first.own.new, all: scored.sample.observations.length },
    matchedBy,
    models,
    gained: gainedBy(scored, runs, strata, since, dates),
    verdict: verdictOf(models, version, matchedBy),
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
function strataOf(observations: readonly Observation[]): string[] {
  const known = observations.flatMap(({ item }) => item.difficulty ?? []).sort((a, b) => a - b);
  const levelOf = (difficulty: number | null): string => {
    if (difficulty === null) return 'unknown';
    const below = known.findIndex((other) => other >= difficulty);
    return String(Math.floor((levels * below) / known.length));
  };
  return observations.map(({ stratum, item }) => `${stratum}/${levelOf(item.difficulty)}`);
}

/** A run's scores less the mean of the others', item by item. */
function aboveOthers({ scores }: ScoredRuns, run: number): number[] {
  const others = scores.filter((_, other) => other !== run);
  return (scores[run] ?? []).map(
    (score, at) => score - others.reduce((sum, other) => sum + (other[at] ?? 0), 0) / others.length,
  );
}

interface Gap {
  readonly own: MatchedDifference | undefined;
  readonly others: MatchedDifference | undefined;
}

function modelsOf(runs: readonly StoredRun[], gaps: readonly Gap[]): ModelGap[] {
  const own = holmAdjusted(gaps.map((gap) => gap.own?.pValue ?? 1));
  const others = holmAdjusted(gaps.map((gap) => gap.others?.pValue ?? 1));
  return runs.flatMap(({ record }, at) => {
    const gap = gaps[at];
    if (!gap?.own) return [];
    const { difference, interval, pValue } = gap.own;
    return [
      {
        model: record.model,
        id: record.id,
        ...{ difference, interval, pValue },
        adjustedPValue: own[at] ?? 1,
        againstOthers: gap.others
          ? {
              difference: gap.others.difference,
              interval: gap.others.interval,
              pValue: gap.others.pValue,
              adjustedPValue: others[at] ?? 1,
            }
          : null,
      },
    ];
  });
}

function gainedBy(
  { sample, scores }: ScoredRuns,
  runs: readonly StoredRun[],
  strata: readonly string[],
  since: ReadonlyMap<string, string | null>,
  dates: ReadonlyMap<string, string>,
): RunsReport['gained'] {
  if (dates.size === 0) return null;
  const items = sample.observations.map(({ item }, at): DatedItem => {
    const day = since.get(item.id) ?? null;
    return {
      item: item.id,
      isOld: since.has(item.id),
      stratum: strata[at] ?? '',
      answers: runs.flatMap(({ record }, run) => {
        const date = dates.get(record.model);
        const isRight = (scores[run]?.[at] ?? 0) >= 0.5;
        return date === undefined
          ? []
          : [{ model: record.model, isRight, isLater: day !== null && date > day }];
      }),
    };
  });
  const { gained, ...rest } = suddenGains(items);
  return { ...rest, gained: [...gained] };
}

function unmatched(rows: readonly MatchedRow[], version: string): MixevalError {
  const old = rows.filter(({ isOld }) => isOld).length;
  const matched = matchedCells(rows);
  return new MixevalError(
    'too-few',
    `Too few items to compare: of ${rows.length} items of "${version}" ${old} stood in an older release, and ${matched.old} old and ${matched.new} new ones have a match of the same split, topic and difficulty; ${fewestMatched} of each are needed.`,
    { next: 'Compare on a larger release that shares part of its items with an older one.' },
  );
}

function verdictOf(models: readonly ModelGap[], version: string, matchedBy: RunsReport['matchedBy']): string {
  const standing = models.filter(({ againstOthers }) => (againstOthers?.adjustedPValue ?? 1) < level);
  if (standing.length > 0) {
    const names = standing.map(({ model }) => model).join(', ');
    return `${names}: better on items of older releases than the other models are, by more than chance. Compare on the new items of ${version} alone.`;
  }
  if (models.some(({ adjustedPValue }) => adjustedPValue < level)) {
    return 'Old items are easier than new ones for some models, but for no model more than for the others: that may be the items.';
  }
  return `No model does better on items of older releases than on new ones of the same ${matchedBy}, by more than chance.`;
}
