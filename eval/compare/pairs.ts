import { setImmediate as turn } from 'node:timers/promises';
import { throwIfAborted } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import type { Resampling } from '../statistics/bootstrap.js';
import { detectableDifference } from '../statistics/detectable-difference.js';
import { holmAdjusted } from '../statistics/holm.js';
import { type PairedDifference, pairedDifference } from '../statistics/paired-difference.js';
import type { ScoredRuns } from './scored-run.js';

/** A difference is shown where its adjusted p-value is below this. */
export const significance = 0.05;

/** Two of several runs, by their places among them. */
export interface Pair extends PairedDifference {
  readonly first: number;
  readonly second: number;
  /** By Holm's method, over all pairs taken together. */
  readonly adjustedPValue: number;
  /** The better one's place; null where no difference is shown. */
  readonly better: number | null;
  /**
   * The smallest true difference that these items show with 80 % power. Where several pairs share the level of 5 %, at the
   * part of it that Holm's method asks of the first.
   */
  readonly detectable: number;
}

export interface PairOptions {
  /** Only the first run with each other one; else every two. */
  readonly onlyWithFirst?: boolean;
  readonly resampling?: Resampling;
}

/**
 * Pairs of runs, in their order, with p-values adjusted together.
 *
 * @throws MixevalError `interrupted`
 */
export async function pairsOf(
  { sample, scores }: ScoredRuns,
  { onlyWithFirst = false, resampling }: PairOptions,
  { onProgress, signal }: LongTask,
): Promise<Pair[]> {
  const places = scores.flatMap((_, first) =>
    onlyWithFirst && first > 0
      ? []
      : scores.slice(first + 1).map((__, offset) => ({ first, second: first + 1 + offset })),
  );
  const pairs: (PairedDifference & Pick<Pair, 'first' | 'second'>)[] = [];
  for (const { first, second } of places) {
    throwIfAborted(signal);
    const difference = pairedDifference(sample, scores[first] ?? [], scores[second] ?? [], { resampling });
    pairs.push({ first, second, ...difference });
    onProgress?.({ stage: 'compare', done: pairs.length, total: places.length, unit: 'pairs' });
    // Lets an abort be heard.
    await turn();
  }
  const adjusted = holmAdjusted(pairs.map(({ pValue }) => pValue));
  return pairs.map((pair, index) => {
    const adjustedPValue = adjusted[index] ?? 1;
    const better = pair.difference > 0 ? pair.first : pair.second;
    return {
      ...pair,
      adjustedPValue,
      better: adjustedPValue < significance ? better : null,
      detectable: detectableDifference(pair.standardError, significance / pairs.length),
    };
  });
}
