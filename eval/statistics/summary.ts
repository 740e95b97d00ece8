import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Format } from '../../src/core/schemas/item.js';
import type { ItemHead, SplitDesign, SplitView } from '../../src/core/schemas/release-item.js';
import type { GradedResponse, RunRecord, Score, Summary } from '../records.js';
import { type ItemScore, itemScores } from './item-score.js';
import { limitedSplit } from './limited-split.js';
import { differenceEstimator } from './metrics/difference-estimator.js';
import { metrics } from './metrics/index.js';
import type { MetricInput, MetricValue } from './metrics/metric.js';
import { mixevalOverall } from './metrics/mixeval-overall.js';
import { type Places, placesById } from './places-by-id.js';
import { readingAgreement } from './reading.js';
import { repeatScores } from './repeats.js';
import { benchmarksIn, isIn, type Part, partOf, type Sample, sampleOf } from './sample.js';
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
  readonly splits: Readonly<Record<Format, SplitView<I>>>;
  /** An item's question. */
  readonly promptOf: (item: I) => string | Promise<string>;
  /**
   * In any order, to be gone through more than once. An item with fewer grades than expected makes its split and the run
   * incomplete.
   */
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
 * a split or benchmark of it that is complete has one. Between its parts the event loop has a turn: a large run takes a
 * second in all, and arrays of one part are free before the next.
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
  const taken: Record<Format, SplitView<I>> = {
    'free-form': limitedSplit(splits['free-form'], run.limit),
    'multiple-choice': limitedSplit(splits['multiple-choice'], run.limit),
  };
  const sample = sampleOf(taken);
  await nextTurn();
  const places = placesById(sample.observations);
  await nextTurn();
  const scores = await itemScores(grades, places);
  const graded = { sample, scores: scoresOf(sample, scores, expectedGrades) };
  const complete = stoppedBy === null && graded.scores.every((score) => score !== null);
  await nextTurn();
  const whole = scoreOf(graded);
  const known = complete ? await metricValues({ graded, splits: taken, whole: run.limit === null }) : {};
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
    ...(await readingAgreement(grades, (id) => formatOf(id, sample, places))),
    judgeChecks: [...judgeChecks],
    splits: await splitScores(taken, graded),
    byBenchmark: await benchmarkScores(graded),
    byTopic: await topicScores(graded, promptOf),
    regression: regressionOf(known[differenceEstimator.name]),
    mixevalOverall: known[mixevalOverall.name]?.value ?? null,
    metrics: known,
    repeats: complete ? await repeatScores(sample, grades, run.repeats) : null,
  };
}

/** What each item got; null where grades are missing. */
function scoresOf<I extends ItemHead>(
  { observations }: Sample<I>,
  scores: readonly (ItemScore | null)[],
  expectedGrades: (item: I) => number,
): GradedSample['scores'] {
  return observations.map((observation, place) => {
    const score = scores[place] ?? null;
    return score && score.grades >= expectedGrades(observation.item) ? score : null;
  });
}

function formatOf(id: string, { observations }: Sample, places: Places): Format | undefined {
  const place = places.of(id);
  return place === undefined ? undefined : observations.at(place)?.format;
}

/** Each split by itself, with its own part of the batch. */
async function splitScores(
  splits: Readonly<Record<Format, SplitDesign>>,
  graded: GradedSample,
): Promise<Summary['splits']> {
  const ofSplit = async (format: Format): Promise<Score> => {
    await nextTurn();
    const only = partOf(graded.sample, (observation) => observation.format === format);
    return scoreOf(restricted(graded, only, splits[format].batchMatched));
  };
  return { 'free-form': await ofSplit('free-form'), 'multiple-choice': await ofSplit('multiple-choice') };
}

function restricted({ sample, scores }: GradedSample, kept: Part, batchMatched: number): GradedSample {
  return {
    sample: {
      ...sample,
      batchMatched,
      observations: sample.observations.filter((_, index) => isIn(kept, index)),
    },
    scores: scores.filter((_, index) => isIn(kept, index)),
  };
}

/** Every benchmark that an item names; an item that stands in several counts in each. */
async function benchmarkScores(graded: GradedSample): Promise<Summary['byBenchmark']> {
  const scores: Summary['byBenchmark'] = {};
  for (const name of [...benchmarksIn(graded.sample)].sort()) {
    await nextTurn();
    const counted = partOf(graded.sample, ({ benchmarks }) => benchmarks.includes(name));
    scores[name] = scoreOf(graded, counted);
  }
  return scores;
}

async function topicScores<I extends ItemHead>(
  graded: GradedSample<I>,
  promptOf: SummaryInput<I>['promptOf'],
): Promise<Summary['byTopic']> {
  const scores: Summary['byTopic'] = [];
  for (const { topic, n, heaviest } of topicsOf(graded.sample)) {
    const example = await promptOf(heaviest);
    await nextTurn();
    const { score, interval } =
      n < fewestTopicItems ? { score: null, interval: null } : scoreOf(graded, inTopic(graded.sample, topic));
    scores.push({ topic, n, example, score, interval });
  }
  return scores;
}

/** What the registered metrics come to; without those that the release does not carry what it takes for. */
async function metricValues(input: MetricInput): Promise<Readonly<Record<string, MetricValue>>> {
  const values: Record<string, MetricValue> = {};
  for (const metric of metrics.all()) {
    await nextTurn();
    const value = metric.compute(input);
    if (value) values[metric.name] = value;
  }
  return values;
}

function regressionOf(value: MetricValue | undefined): Summary['regression'] {
  return value?.interval ? { score: value.value, interval: [...value.interval] } : null;
}
