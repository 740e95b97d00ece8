import { MixevalError } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import type { Workspace } from '../../src/core/workspace.js';
import type { RunRecord } from '../records.js';
import { findRun } from '../run/find-run.js';
import { readSummary, type StoredRun } from '../run/run-folder.js';
import { runNames } from '../run/run-names.js';
import { defaultResampling, type Resampling } from '../statistics/bootstrap.js';
import { type PairedDifference, pairedDifference } from '../statistics/paired-difference.js';
import { weightedMean } from '../statistics/weighted-mean.js';
import { type CleanAndSeen, cleanAndSeen, type SeenPart, seenAmong, seenPart } from './clean-and-seen.js';
import { type Differing, differingItems } from './differing-items.js';
import { type Pair, pairsOf } from './pairs.js';
import { type ScoredRuns, scoredRuns } from './scored-run.js';
import { type TopicDifference, topicDifferences } from './topic-differences.js';

/** Two runs on the same items. */
export interface ComparedPair extends PairedDifference, Pick<Pair, 'adjustedPValue' | 'detectable'> {
  /** The models' names; where several runs are of one model, with the settings that differ, or else the run's id. */
  readonly a: string;
  readonly b: string;
  /** In words: which one is better, or that no difference is shown. */
  readonly verdict: string;
  readonly differing: Differing;
  /** Topics of 20 items or more, those first on which a is worst against b. */
  readonly topics: readonly TopicDifference[];
  /** Where a contamination report names some of the items: the difference on those and on the others. */
  readonly parts: {
    readonly clean: Pick<PairedDifference, 'difference' | 'interval'>;
    readonly seen: Pick<PairedDifference, 'difference' | 'interval'>;
  } | null;
}

/** One run of a comparison. */
export interface ComparedRun extends Pick<RunRecord, 'id' | 'parser' | 'judge'> {
  readonly name: string;
  readonly path: string;
  /** Items that it answered and that are left out, since another run did not. */
  readonly leftOut: number;
  /** On the items compared, 0 to 1. */
  readonly score: number;
  /** Where a contamination report names some of the items: its scores on those and on the others. */
  readonly parts: CleanAndSeen | null;
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
  /** Where a contamination report on texts or on these models stands in the workspace: how many items it names. */
  readonly contamination: SeenPart | null;
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
  const isSeen = await seenAmong(workspace, runs, scored.sample, task);
  const labels = labelsOf(runs);
  const resampling = { ...defaultResampling, ...chosen };
  const weights = scored.sample.observations.map(({ weight }) => weight);
  const n = weights.length;
  const summaries = await Promise.all(runs.map((run) => readSummary(run)));
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
      parts: cleanAndSeen(scored.sample, scored.scores[index] ?? [], isSeen),
    })),
    pairs: pairs.map((pair) => inDetail(pair, scored, labels, items, isSeen)),
    contamination: seenPart(isSeen),
  };
}

function inDetail(
  { first, second, better, ...pair }: Pair,
  { sample, scores }: ScoredRuns,
  labels: readonly string[],
  items: number,
  isSeen: readonly boolean[] | undefined,
): ComparedPair {
  const [a, b] = [scores[first] ?? [], scores[second] ?? []];
  return {
    ...pair,
    a: labels[first] ?? '',
    b: labels[second] ?? '',
    verdict: better === null ? 'no difference is shown' : `${labels[better]} is better`,
    differing: differingItems(sample, a, b, items),
    topics: topicDifferences(sample, a, b),
    parts: isSeen?.includes(true) && isSeen.includes(false) ? onParts(sample, a, b, isSeen) : null,
  };
}

function onParts(
  sample: ScoredRuns['sample'],
  a: readonly number[],
  b: readonly number[],
  isSeen: readonly boolean[],
): ComparedPair['parts'] {
  const over = (counted: readonly boolean[]) => {
    const { difference, interval } = pairedDifference(sample, a, b, { counted });
    return { difference, interval };
  };
  return { clean: over(isSeen.map((seen) => !seen)), seen: over(isSeen) };
}

/** Names for runs; with the run's id where the settings tell nothing apart. */
function labelsOf(runs: readonly StoredRun[]): string[] {
  const names = runNames(runs.map(({ record }) => record));
  return runs.map(({ record }, index) => {
    const name = names[index] ?? record.model;
    return names.filter((other) => other === name).length === 1 ? name : `${name} (${record.id})`;
  });
}
