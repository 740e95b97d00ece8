import type { Sample } from './sample.js';
import { estimateShare } from './share-interval.js';

/** A score over a part of a sample. */
export interface PartScore {
  /** Distinct items. */
  readonly n: number;
  /** 0 to 1. */
  readonly score: number;
  /** 95 %. */
  readonly interval: readonly [number, number];
}

/** Scores over two parts of a sample that share no item, and how far apart they are. */
export interface DifferenceOfParts {
  readonly inside: PartScore;
  readonly outside: PartScore;
  /** Inside minus outside, -1 to 1. */
  readonly difference: number;
  /** 95 %, within -1 to 1. */
  readonly interval: readonly [number, number];
}

/**
 * A model's score over a part of a sample against its score over the rest. The two intervals join by the method of variance
 * estimates recovery (Newcombe 1998, method 10; Zou and Donner 2008): no item is in both, so they count as independent.
 *
 * @param values y, 0 to 1, one an observation of the sample
 * @param isInside which observations are in the part
 * @returns undefined where one side has no items
 */
export function differenceOfParts(
  sample: Sample,
  values: readonly number[],
  isInside: readonly boolean[],
): DifferenceOfParts | undefined {
  const scoreOver = (counted: readonly boolean[]): PartScore | undefined => {
    const n = counted.filter(Boolean).length;
    if (n === 0) return undefined;
    const { mean, interval } = estimateShare(sample, values, counted);
    return { n, score: mean, interval };
  };
  const inside = scoreOver(isInside);
  const outside = scoreOver(isInside.map((is) => !is));
  if (!inside || !outside) return undefined;
  const difference = inside.score - outside.score;
  const below = Math.hypot(inside.score - inside.interval[0], outside.interval[1] - outside.score);
  const above = Math.hypot(inside.interval[1] - inside.score, outside.score - outside.interval[0]);
  return {
    inside,
    outside,
    difference,
    interval: [Math.max(-1, difference - below), Math.min(1, difference + above)],
  };
}
