import { MixevalError } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import type { Workspace } from '../../src/core/workspace.js';
import type { RunRecord } from '../records.js';
import { findRun } from '../run/find-run.js';
import { readSummary, type StoredRun } from '../run/run-folder.js';
import { defaultResampling, type Resampling } from '../statistics/bootstrap.js';
import type { PairedDifference } from '../statistics/paired-difference.js';
import { weightedMean } from '../statistics/weighted-mean.js';
import { type Differing, differingItems } from './differing-items.js';
import { type Pair, pairsOf } from './pairs.js';
import { type ScoredRuns, scoredRuns } from './scored-run.js';
import { type TopicDifference, topicDifferences } from './topic-differences.js';

/** Two runs on the same items. */
export interface ComparedPair extends PairedDifference, Pick<Pair, 'adjustedPValue' | 'detectable'> {
  /** The models' names; with the run's id where several runs have the same. */
  readonly a: string;
  readonly b: string;
  /** In words: which one is better, or that no difference is shown. */
  readonly verdict: string;
  readonly differing: Differing;
  /** Topics of 20 items or more, those first on which a is worst against b. */
  readonly topics: readonly TopicDifference[];
}

/** One run of a comparison. */
export interface ComparedRun extends Pick<RunRecord, 'id' | 'parser' | 'judge'> {
  readonly name: string;
  readonly path: string;
  /** Items that it answered and that are left out, since another run did not. */
  readonly leftOut: number;
  /** On the items compared, 0 to 1. */
  readonly score: number;
}

export interface Comparison {
  readonly version: string;
  readonly benchmark: string;
  /** Distinct items that all runs answered. */
  readonly n: number;
  /** Of every bootstrap here. */
  readonly resampling: Resampling;
  readonly runs: readonly ComparedRun[];
  readonly pairs: readonly ComparedPair[];
}

export interface CompareOptions {
  readonly workspace: Workspace;
  /** Two or more: folders, ids, or beginnings of ids. */
  readonly runs: readonly string[];
  /** How many of the items that differ to give for a pair, 10 unless said otherwise. */
  readonly items?: number | undefined;
  /** How a bootstrap is drawn, where one is needed. */
  readonly resampling?: Partial<Resampling> | undefined;
}

/**
 * Compares runs pair by pair on the items that all of them answered (DESIGN, Sampling 7).
 *
 * @throws MixevalError `usage` for fewer than two runs or runs of different items, `not-found`, `incomplete`, `interrupted`
 */
export async function compare(
  { workspace, runs: names, items = 10, resampling: chosen = {} }: CompareOptions,
  task: LongTask = {},
): Promise<Comparison> {
  if (names.length < 2) {
    throw new MixevalError('usage', 'A comparison needs two runs or more.', {
      next: 'Name their ids or folders; `mixeval runs list` shows them.',
    });
  }
  const runs = await Promise.all(names.map((name) => findRun(workspace, name)));
  if (new Set(runs.map(({ record }) => record.id)).size < runs.length) {
    throw new MixevalError('usage', 'A run is named twice, and it does not differ from itself.', {
      next: 'Name different runs; `mixeval runs list` shows them.',
    });
  }
  const [first] = runs;
  const scored = await scoredRuns(workspace, runs, task);
  const labels = labelsOf(runs);
  const resampling = { ...defaultResampling, ...chosen };
  const weights = scored.sample.observations.map(({ weight }) => weight);
  const n = weights.length;
  const summaries = await Promise.all(runs.map(readSummary));
  const pairs = await pairsOf(scored, { resampling }, task);
  return {
    version: first?.record.version ?? '',
    benchmark: first?.record.benchmark ?? '',
    n,
    resampling,
    runs: runs.map(({ record, path }, index) => ({
      name: labels[index] ?? record.id,
      id: record.id,
      parser: record.parser,
      judge: record.judge,
      path,
      leftOut: (summaries[index]?.n ?? n) - n,
      score: weightedMean(scored.scores[index] ?? [], weights),
    })),
    pairs: pairs.map((pair) => inDetail(pair, scored, labels, items)),
  };
}

function inDetail(
  { first, second, better, ...pair }: Pair,
  { sample, scores }: ScoredRuns,
  labels: readonly string[],
  items: number,
): ComparedPair {
  const [a, b] = [scores[first] ?? [], scores[second] ?? []];
  return {
    ...pair,
    a: labels[first] ?? '',
    b: labels[second] ?? '',
    verdict: better === null ? 'no difference is shown' : `${labels[better]} is better`,
    differing: differingItems(sample, a, b, items),
    topics: topicDifferences(sample, a, b),
  };
}

/** Names for runs: the model's where only one run has it, else with the run's id. */
function labelsOf(runs: readonly StoredRun[]): string[] {
  return runs.map(({ record }) => {
    const alike = runs.filter((other) => other.record.model === record.model).length;
    return alike === 1 ? record.model : `${record.model} (${record.id})`;
  });
}
