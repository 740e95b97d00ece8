import type { ItemHead } from '../../src/core/schemas/release-item.js';
import { madeOnDemand } from '../../src/core/sequence.js';
import type { Score } from '../records.js';
import type { ItemScore } from './item-score.js';
import { isIn, type Part, type Sample } from './sample.js';
import { estimateShare } from './share-interval.js';

/** A sample with what a model got on each of its items; null where grades are missing. */
export interface GradedSample<I extends ItemHead = ItemHead> {
  readonly sample: Sample<I>;
  readonly scores: readonly (ItemScore | null)[];
}

/**
 * The score of a benchmark, or of the part of it that is counted: what is unscored counted as wrong, its interval, and the
 * score without what is unscored. All null where an item of it lacks grades, or where it has no items.
 */
export function scoreOf({ sample, scores }: GradedSample, counted?: Part): Score {
  let [n, graded, scored, readWeight, readSum] = [0, 0, 0, 0, 0];
  const unscored: Score['unscored'] = {};
  sample.observations.forEach(({ weight }, index) => {
    if (!isIn(counted, index)) return;
    n += 1;
    const score = scores[index];
    if (!score) return;
    graded += 1;
    if (score.unscored === null) scored += 1;
    else unscored[score.unscored] = (unscored[score.unscored] ?? 0) + 1;
    if (score.scoreOfScored === null) return;
    readWeight += weight;
    readSum += weight * score.scoreOfScored;
  });
  const counts = { n, scored, unscored };
  if (n === 0 || graded < n) {
    return { score: null, interval: null, scoreOfScored: null, ...counts, effectiveN: 0 };
  }
  const { mean, interval, effectiveN } = estimateShare(
    sample,
    madeOnDemand(scores.length, (index) => scores[index]?.score ?? 0),
    counted,
  );
  return {
    score: clamped(mean),
    interval,
    scoreOfScored: readWeight === 0 ? null : clamped(readSum / readWeight),
    ...counts,
    effectiveN,
  };
}

/** Rounding may carry a mean of scores a hair past 1. */
function clamped(mean: number): number {
  return Math.min(1, Math.max(0, mean));
}
