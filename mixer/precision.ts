import { inclusionProbabilities } from '../src/core/inclusion.js';
import { itemSize, type KnownAnswers } from './sampling/sizes.js';

/** How precise a score on the normal benchmark will be; standard errors, 0 to 1. */
export interface Precision {
  /** Expected of a score, both splits together. */
  readonly standardError: number;
  /** What of it the batch leaves however many items there are: sqrt(s (1 - s) / B). */
  readonly batchFloor: number;
  /** What a wanted standard error takes; null where none was wanted. */
  readonly wanted: {
    readonly standardError: number;
    /** Matched queries at these places; null where more queries alone do not do it. */
    readonly batchNeeded: number | null;
    /** Places of each split with this batch; null where more items alone do not do it. */
    readonly sizeNeeded: number | null;
    /** Matched queries without which no size does it. */
    readonly batchAtLeast: number;
  } | null;
}

/** One split as far as its precision goes by it; by candidate. */
interface SplitTraffic {
  /** Rows of the frame. */
  readonly rows: readonly number[];
  /** m: share of the split's matched queries, summing to 1. */
  readonly mass: Float64Array;
  /** B: the batch's queries matched to the split. */
  readonly batchMatched: number;
}

const unanswered = { right: 0, subjects: 0 };

/**
 * The anticipated variance of a score (Särndal, Swensson and Wretman 1992, section 12.2): sum m² (1/pi - 1) p (1 - p) for the
 * draw, each item's answer varying by its own p, and s (1 - s) / B for the batch. p = (right + 1) / (subjects + 2) of the
 * subjects known; 1/2, the worst case, where nobody has answered.
 *
 * @param answers by row of the frame
 * @param places of each split
 * @param wanted standard error, above 0
 */
export function expectedPrecision(
  candidates: readonly SplitTraffic[],
  answers: readonly KnownAnswers[],
  places: number,
  wanted?: number,
): Precision {
  const filled = candidates.filter(({ batchMatched }) => batchMatched > 0);
  const queries = filled.reduce((sum, { batchMatched }) => sum + batchMatched, 0);
  const parts = filled.map((split) => {
    const known = split.rows.map((row) => answers[row] ?? unanswered);
    const chances = known.map(({ right, subjects }) => (right + 1) / (subjects + 2));
    return {
      ...split,
      share: split.batchMatched / queries,
      chances,
      sizes: split.mass.map((m, at) => itemSize(m, known[at] ?? unanswered)),
    };
  });
  const score = parts.reduce(
    (sum, { share, mass, chances }) =>
      sum + share * mass.reduce((part, m, at) => part + m * (chances[at] ?? 0.5), 0),
    0,
  );
  const spread = score * (1 - score);
  const ofDraw = (size: number): number =>
    parts.reduce((sum, { share, mass, sizes, chances, rows }) => {
      const pi = inclusionProbabilities(sizes, Math.min(size, rows.length));
      const variance = mass.reduce((part, m, at) => {
        const p = chances[at] ?? 0.5;
        return part + m * m * (1 / (pi[at] ?? 1) - 1) * p * (1 - p);
      }, 0);
      return sum + share * share * variance;
    }, 0);
  const drawn = ofDraw(places);
  return {
    standardError: Math.sqrt(drawn + spread / queries),
    batchFloor: Math.sqrt(spread / queries),
    wanted:
      wanted === undefined
        ? null
        : {
            standardError: wanted,
            batchNeeded: wanted ** 2 > drawn ? Math.ceil(spread / (wanted ** 2 - drawn)) : null,
            sizeNeeded: smallestSize(
              Math.max(...parts.map(({ rows }) => rows.length)),
              (size) => ofDraw(size) + spread / queries <= wanted ** 2,
            ),
            batchAtLeast: Math.ceil(spread / wanted ** 2),
          },
  };
}

/** The smallest size that is enough, by halving; null where the largest is not. */
function smallestSize(largest: number, isEnough: (size: number) => boolean): number | null {
  if (!isEnough(largest)) return null;
  let low = 1;
  let high = largest;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isEnough(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
