import { setImmediate as turn } from 'node:timers/promises';
import { MixevalError, throwIfAborted } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import type { Workspace } from '../../src/core/workspace.js';
import type { RunRecord } from '../records.js';
import { findRun } from '../run/find-run.js';
import { readSummary, type StoredRun } from '../run/run-folder.js';
import { holmAdjusted } from '../statistics/holm.js';
import { type PairedDifference, pairedDifference } from '../statistics/paired-difference.js';
import { weightedMean } from '../statistics/weighted-mean.js';
import { type ScoredRuns, scoredRuns } from './scored-run.js';

/** A difference is shown where its adjusted p-value is below this. */
export const significance = 0.05;

/** Two runs on the same items. */
export interface ComparedPair extends PairedDifference {
  /** The models' names; with the run's id where several runs have the same. */
  readonly a: string;
  readonly b: string;
  /** By Holm's method, over all pairs of the comparison. */
  readonly adjustedPValue: number;
  /** In words: which one is better, or that no difference is shown. */
  readonly verdict: string;
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
  readonly runs: readonly ComparedRun[];
  readonly pairs: readonly ComparedPair[];
}

export interface CompareOptions {
  readonly workspace: Workspace;
  /** Two or more: folders, ids, or beginnings of ids. */
  readonly runs: readonly string[];
}

/**
 * Compares runs pair by pair on the items that all of them answered (DESIGN, Sampling 7).
 *
 * @throws MixevalError `usage` for fewer than two runs or runs of different items, `not-found`, `incomplete`, `interrupted`
 */
export async function compare(
  { workspace, runs: names }: CompareOptions,
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
  const weights = scored.sample.observations.map(({ weight }) => weight);
  const n = weights.length;
  const summaries = await Promise.all(runs.map(readSummary));
  return {
    version: first?.record.version ?? '',
    benchmark: first?.record.benchmark ?? '',
    n,
    runs: runs.map(({ record, path }, index) => ({
      name: labels[index] ?? record.id,
      id: record.id,
      parser: record.parser,
      judge: record.judge,
      path,
      leftOut: (summaries[index]?.n ?? n) - n,
      score: weightedMean(scored.scores[index] ?? [], weights),
    })),
    pairs: await comparedPairs(scored, labels, task),
  };
}

/** All pairs of runs, in their order, with p-values adjusted together. */
export async function comparedPairs(
  { sample, scores }: ScoredRuns,
  labels: readonly string[],
  { onProgress, signal }: LongTask,
): Promise<ComparedPair[]> {
  const total = (scores.length * (scores.length - 1)) / 2;
  const pairs: (PairedDifference & Pick<ComparedPair, 'a' | 'b'>)[] = [];
  for (const [first, a] of scores.entries()) {
    for (const [offset, b] of scores.slice(first + 1).entries()) {
      throwIfAborted(signal);
      pairs.push({
        a: labels[first] ?? '',
        b: labels[first + 1 + offset] ?? '',
        ...pairedDifference(sample, a, b),
      });
      onProgress?.({ stage: 'compare', done: pairs.length, total, unit: 'pairs' });
      // Lets an abort be heard.
      await turn();
    }
  }
  const adjusted = holmAdjusted(pairs.map(({ pValue }) => pValue));
  return pairs.map((pair, index) => {
    const adjustedPValue = adjusted[index] ?? 1;
    const better = pair.difference > 0 ? pair.a : pair.b;
    const verdict = adjustedPValue < significance ? `${better} is better` : 'no difference is shown';
    return { ...pair, adjustedPValue, verdict };
  });
}

/** Names for runs: the model's where only one run has it, else with the run's id. */
function labelsOf(runs: readonly StoredRun[]): string[] {
  return runs.map(({ record }) => {
    const alike = runs.filter((other) => other.record.model === record.model).length;
    return alike === 1 ? record.model : `${record.model} (${record.id})`;
  });
}
