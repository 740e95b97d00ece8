import type { Random } from '../../src/core/random.js';
import type { ReleaseItem, Split } from '../../src/core/schemas/release-item.js';
import type { Frame } from '../frame.js';
import type { ItemAnalysis } from '../item-analysis/analyse.js';
import type { Matching } from '../match/match.js';
import { auxiliaryTotals } from './auxiliary-totals.js';
import type { Candidates } from './candidates.js';
import type { DrawnUnit } from './draw.js';
import { stratifiedOrder } from './file-order.js';

/** Where a split's items and what is written into them come from. */
export interface SplitSources {
  readonly frame: Frame;
  readonly matching: Matching;
  /** Undefined where no results are known. */
  readonly analysis: ItemAnalysis | undefined;
  readonly canary: string;
}

/** How a split was drawn, by candidate. */
export interface SplitDraw {
  /** What its weighted mean estimates: m in the normal benchmark, q in Hard. Sums to 1. */
  readonly target: Float64Array;
  readonly pi: Float64Array;
  /** m (dq/dm)² / q within a topic; 1 in the normal benchmark. */
  readonly tilt: Float64Array;
  readonly drawn: readonly DrawnUnit[];
}

/** A split of a format the pool does not have. */
export const emptySplit: Split = { design: 'pareto', batchMatched: 0, auxiliaryTotals: null, items: [] };

/**
 * The split of the units drawn: weight w = B q / pi, so that weighted sums estimate the batch's without bias
 * (Horvitz and Thompson 1952); q = m in the normal benchmark.
 *
 * @param random for the order of the file
 */
export function assembleSplit(
  { frame, matching, analysis, canary }: SplitSources,
  candidates: Candidates,
  { target, pi, tilt, drawn }: SplitDraw,
  random: Random,
): Split {
  const items: ReleaseItem[] = drawn.flatMap(({ candidate, stratum }) => {
    const row = candidates.rows[candidate] ?? 0;
    const item = frame.items[row];
    if (!item) return [];
    const q = target[candidate] ?? 0;
    const probability = pi[candidate] ?? 1;
    const difficulty = analysis?.difficulty[row] ?? Number.NaN;
    const predicted: Pick<ReleaseItem, 'difficultyPredicted'> =
      analysis && !analysis.observed[row] ? { difficultyPredicted: true } : {};
    return {
      ...item,
      weight: (candidates.batchMatched * q) / probability,
      pi: probability,
      tilt: tilt[candidate] ?? 1,
      difficulty: Number.isNaN(difficulty) ? null : difficulty,
      ...predicted,
      similarity: matching.similarity[row] ?? null,
      cluster: stratum,
      canary,
    };
  });
  const order = stratifiedOrder(
    drawn.map(({ stratum }) => stratum),
    random,
  );
  return {
    design: 'pareto',
    batchMatched: candidates.batchMatched,
    auxiliaryTotals: analysis ? auxiliaryTotals(analysis, candidates.rows, target) : null,
    items: order.flatMap((place) => items[place] ?? []),
  };
}
