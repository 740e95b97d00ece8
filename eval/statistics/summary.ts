import type { Format } from '../../src/core/schemas/item.js';
import type { ItemHead, Split, SplitDesign } from '../../src/core/schemas/release-item.js';
import type { GradedResponse, RunRecord, Score, Summary } from '../records.js';
import { itemScores } from './item-score.js';
import { limitedSplit } from './limited-split.js';
import { differenceEstimator } from './metrics/difference-estimator.js';
import { metrics } from './metrics/index.js';
import type { MetricInput, MetricValue } from './metrics/metric.js';
import { mixevalOverall } from './metrics/mixeval-overall.js';
import { readingAgreement } from './reading.js';
import { repeatScores } from './repeats.js';
import { sampleOf } from './sample.js';
import { type GradedSample, scoreOf } from './score.js';
import { fewestTopicItems, inTopic, topicsOf } from './topics.js';

/** What a run cost, as its owner counted it. */
export type RunCounters = Pick<
  Summary,
  'requests' | 'reused' | 'judgeRequests' | 'inputTokens' | 'outputTokens' | 'costUsd' | 'seconds'
>;

/** Everything a summary is made of. */
export interface SummaryInput<I extends ItemHead = ItemHead> {
  readonly run: Pick<RunRecord, 'version' | 'benchmark' | 'model' | 'parser' | 'judge' | 'limit' | 'repeats'>;
  /** The benchmark's two splits, whole: the run's `limit` is applied here, to each split. */
  readonly splits: Readonly<Record<Format, Split<I>>>;
  /** An item's question. */
  readonly promptOf: (item: I) => string | Promise<string>;
  /** In any order, to be gone through more than once. An item with fewer grades than expected makes its split and the run incomplete. */
  readonly grades: Iterable<GradedResponse>;
  /** Grades that an item must have; by default the run's repeats. */
  readonly expectedGrades?: (item: I) => number;
  readonly counters: RunCounters;
  readonly judgeChecks?: Summary['judgeChecks'] | undefined;
  /** The code of the error that ended the run early, or null. */
  readonly stoppedBy: string | null;
}

/**
 * A run's summary.json out of its grades (DESIGN, Sampling 6 and 7). A run that is not complete has no headline score;
 * a split or benchmark of it that is complete has one.
 */
export async function summarise<I extends ItemHead>({
  run,
  splits,
  promptOf,
  grades,
  expectedGrades = () => run.repeats,
  counters,
  judgeChecks = [],
  stoppedBy,
}: SummaryInput<I>): Promise<Summary> {
  const taken: Record<Format, Split<I>> = {
    'free-form': limitedSplit(splits['free-form'], run.limit),
    'multiple-choice': limitedSplit(splits['multiple-choice'], run.limit),
  };
  const sample = sampleOf(taken);
  const scores = itemScores(grades);
  const formats = new Map(sample.observations.map(({ item, format }) => [item.id, format]));
  const graded: GradedSample<I> = {
    sample,
    scores: sample.observations.map(({ item }) => {
      const score = scores.get(item.id);
      return score && score.grades >= expectedGrades(item) ? score : null;
    }),
  };
  const complete = stoppedBy === null && graded.scores.every((score) => score !== null);
  const whole = scoreOf(graded);
  const known = complete ? metricValues({ graded, splits: taken, whole: run.limit === null }) : {};
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
    ...readingAgreement(grades, (item) => formats.get(item)),
    judgeChecks: [...judgeChecks],
    splits: splitScores(taken, graded),
    byBenchmark: benchmarkScores(graded),
    byTopic: await topicScores(graded, promptOf),
    regression: regressionOf(known[differenceEstimator.name]),
    mixevalOverall: known[mixevalOverall.name]?.value ?? null,
    metrics: known,
    repeats: complete ? repeatScores(sample, grades, run.repeats) : null,
  };
}

/** Each split by itself, with its own part of the batch. */
function splitScores(splits: Readonly<Record<Format, SplitDesign>>, graded: GradedSample): Summary['splits'] {
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

async function topicScores<I extends ItemHead>(
  graded: GradedSample<I>,
  promptOf: SummaryInput<I>['promptOf'],
): Promise<Summary['byTopic']> {
  const scores: Summary['byTopic'] = [];
  for (const { topic, n, heaviest } of topicsOf(graded.sample)) {
    const example = await promptOf(heaviest);
    const { score, interval } =
      n < fewestTopicItems ? { score: null, interval: null } : scoreOf(graded, inTopic(graded.sample, topic));
    scores.push({ topic, n, example, score, interval });
  }
  return scores;
}

/** What the registered metrics come to; without those that the release does not carry what it takes for. */
function metricValues(input: MetricInput): Readonly<Record<string, MetricValue>> {
  return Object.fromEntries(
    metrics.all().flatMap((metric) => {
      const value = metric.compute(input);
      return value ? [[metric.name, value]] : [];
    }),
  );
}

function regressionOf(value: MetricValue | undefined): Summary['regression'] {
  return value?.interval ? { score: value.value, interval: [...value.interval] } : null;
}
