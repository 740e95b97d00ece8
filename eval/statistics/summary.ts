import { type Format, formats } from '../../src/core/schemas/item.js';
import type { ReleaseItem, Split } from '../../src/core/schemas/release-item.js';
import type { GradeRecord, RunRecord, Score, Summary } from '../records.js';
import { differenceEstimate } from './difference-estimator.js';
import { shareInterval } from './estimate.js';
import { itemScores } from './item-score.js';
import { mixevalOverall } from './mixeval-overall.js';
import { sampleOf, takeFirst } from './sample.js';
import { type GradedSample, scoreOf } from './score.js';
import { weightedMean } from './weighted-mean.js';

/** What a run cost, as its owner counted it. */
export type RunCounters = Pick<
  Summary,
  'requests' | 'reused' | 'judgeRequests' | 'inputTokens' | 'outputTokens' | 'costUsd' | 'seconds'
>;

/** Everything a summary is made of. */
export interface SummaryInput {
  readonly run: Pick<RunRecord, 'version' | 'benchmark' | 'model' | 'parser' | 'judge' | 'limit' | 'repeats'>;
  /** The benchmark's two splits, whole: the run's `limit` is applied here, to each split. */
  readonly splits: Readonly<Record<Format, Split>>;
  /** In any order. An item with fewer grades than expected makes its split and the run incomplete. */
  readonly grades: Iterable<GradeRecord>;
  /** Grades that an item must have; by default the run's repeats. */
  readonly expectedGrades?: (item: ReleaseItem) => number;
  readonly counters: RunCounters;
  /** The code of the error that ended the run early, or null. */
  readonly stoppedBy: string | null;
}

/**
 * A run's summary.json out of its grades (DESIGN, Sampling 6 and 7). A run that is not complete has no headline score;
 * a split or benchmark of it that is complete has one.
 */
export function summarise({
  run,
  splits,
  grades,
  expectedGrades = () => run.repeats,
  counters,
  stoppedBy,
}: SummaryInput): Summary {
  const taken: Record<Format, Split> = {
    'free-form': takeFirst(splits['free-form'], run.limit),
    'multiple-choice': takeFirst(splits['multiple-choice'], run.limit),
  };
  const sample = sampleOf(taken);
  const scores = itemScores(grades);
  const graded: GradedSample = {
    sample,
    scores: sample.observations.map(({ item }) => {
      const score = scores.get(item.id);
      return score && score.grades >= expectedGrades(item) ? score : null;
    }),
  };
  const complete = stoppedBy === null && graded.scores.every((score) => score !== null);
  const whole = scoreOf(graded);
  return {
    version: run.version,
    benchmark: run.benchmark,
    model: run.model,
    parser: run.parser,
    judge: run.judge,
    complete,
    stoppedBy,
    ...(complete ? whole : { ...whole, score: null, interval: null, scoreOfScored: null }),
    ...counters,
    splits: splitScores(taken, graded),
    byBenchmark: benchmarkScores(graded),
    regression: complete ? regression(graded, taken) : null,
    mixevalOverall: complete && run.limit === null ? overallOf(graded) : null,
  };
}

/** Each split by itself, with its own part of the batch. */
function splitScores(splits: Readonly<Record<Format, Split>>, graded: GradedSample): Summary['splits'] {
  const ofSplit = (format: Format): Score => {
    const only = graded.sample.observations.map((observation) => observation.format === format);
    return scoreOf(restricted(graded, only, splits[format].batchMatched));
  };
  return { 'free-form': ofSplit('free-form'), 'multiple-choice': ofSplit('multiple-choice') };
}

function restricted(
  { sample, scores }: GradedSample,
  kept: readonly boolean[],
  batchMatched: number,
): GradedSample {
  return {
    sample: { ...sample, batchMatched, observations: sample.observations.filter((_, index) => kept[index]) },
    scores: scores.filter((_, index) => kept[index]),
  };
}

/** Every benchmark that an item names; an item that stands in several counts in each. */
function benchmarkScores(graded: GradedSample): Summary['byBenchmark'] {
  const names = new Set(graded.sample.observations.flatMap(({ item }) => item.benchmarks));
  return Object.fromEntries(
    [...names].sort().map((name) => {
      const counted = graded.sample.observations.map(({ item }) => item.benchmarks.includes(name));
      return [name, scoreOf(graded, counted)];
    }),
  );
}

function regression(
  { sample, scores }: GradedSample,
  splits: Readonly<Record<Format, Split>>,
): Summary['regression'] {
  const values = scores.map((score) => score?.score ?? 0);
  const estimate = differenceEstimate(sample, values, splits);
  if (!estimate) return null;
  const weights = sample.observations.map(({ weight }) => weight);
  return { score: estimate.mean, interval: shareInterval(estimate, weights).interval };
}

function overallOf({ sample, scores }: GradedSample): Score['score'] {
  if (sample.design !== 'draws') return null;
  return mixevalOverall(
    formats.map((format) => {
      const indexes = sample.observations.flatMap((observation, index) =>
        observation.format === format ? [index] : [],
      );
      const copies = indexes.map((index) => sample.observations[index]?.weight ?? 0);
      return {
        rows: copies.reduce((sum, weight) => sum + weight, 0),
        mean: weightedMean(
          indexes.map((index) => scores[index]?.score ?? 0),
          copies,
        ),
      };
    }),
  );
}
