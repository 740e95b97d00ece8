import type { ItemHead } from '../../src/core/schemas/release-item.js';
import type { Score } from '../records.js';
import type { ItemScore } from './item-score.js';
import type { Sample } from './sample.js';
import { estimateShare } from './share-interval.js';
import { weightedMean } from './weighted-mean.js';

/** A sample with what a model got on each of its items; null where grades are missing. */
export interface GradedSample<I extends ItemHead = ItemHead> {
  readonly sample: Sample<I>;
  readonly scores: readonly (ItemScore | null)[];
}

/**
 * The score of a benchmark, or of the part of it that is counted: what is unscored counted as wrong, its interval, and the
 * score without what is unscored. All null where an item of it lacks grades, or where it has no items.
 */
export function scoreOf(
  { sample, scores }: GradedSample,
  counted: readonly boolean[] = scores.map(() => true),
): Score {
  const members = scores.flatMap((score, index) => {
    const observation = sample.observations[index];
    return counted[index] && observation ? [{ score, weight: observation.weight }] : [];
  });
  const present = members.flatMap(({ score, weight }) => (score ? [{ ...score, weight }] : []));
  const unscored: Score['unscored'] = {};
  for (const { unscored: reason } of present) {
    if (reason !== null) unscored[reason] = (unscored[reason] ?? 0) + 1;
  }
  const counts = {
    n: members.length,
    scored: present.filter(({ unscored: reason }) => reason === null).length,
    unscored,
  };
  if (members.length === 0 || present.length < members.length) {
    return { score: null, interval: null, scoreOfScored: null, ...counts, effectiveN: 0 };
  }
  const { mean, interval, effectiveN } = estimateShare(
    sample,
    scores.map((score) => score?.score ?? 0),
    counted,
  );
  const read = present.flatMap(({ scoreOfScored, weight }) =>
    scoreOfScored === null ? [] : [{ value: scoreOfScored, weight }],
  );
  return {
    score: clamped(mean),
    interval,
    scoreOfScored:
      read.length === 0
        ? null
        : clamped(
            weightedMean(
              read.map(({ value }) => value),
              read.map(({ weight }) => weight),
            ),
          ),
    ...counts,
    effectiveN,
  };
}

/** Rounding may carry a mean of scores a hair past 1. */
function clamped(mean: number): number {
  return Math.min(1, Math.max(0, mean));
}
