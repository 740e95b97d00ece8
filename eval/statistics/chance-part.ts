import type { Sequence } from '../../src/core/sequence.js';
import { isIn, type Part, type Sample } from './sample.js';
import { t95 } from './student.js';

/** What of a weighted mean the draw left to chance. */
export interface ChancePart {
  /** The weighted share among those observations, 0 to 1; 0 where there are none. */
  readonly share: number;
  /** Their part of the weight, 0 to 1. */
  readonly ofWeight: number;
  /** The sample size that their weights come to if these have nothing to do with scores: (sum w)² / sum (1-pi) w². */
  readonly sizeByWeights: number;
  /** Factor, at most 1, for the degrees of freedom of their variance. */
  readonly trust: number;
}

/**
 * The observations with pi < 1 of a sample; in an imported release all of its rows, since each was drawn.
 *
 * A sample size taken from a variance that has few degrees of freedom promises too much, so it is to be cut by
 * (t of n-1 / t of the degrees of freedom)² (Korn and Graubard 1998, "Confidence intervals for proportions with small
 * expected number of positive counts estimated from survey data"). They are those of a sum of independent squares of unequal
 * size (1-pi) w² (Satterthwaite 1946), less the part that the clusters' means take up. Heavy weights leave few.
 *
 * @param counted the observations that the mean is over
 */
export function chancePart(
  { design, observations }: Sample,
  values: Sequence<number>,
  counted: Part,
): ChancePart {
  const strata = new Set<string>();
  let [all, weights, right, n, squares, fourths] = [0, 0, 0, 0, 0, 0];
  observations.forEach(({ weight, pi, stratum, format }, index) => {
    if (!isIn(counted, index)) return;
    all += weight;
    if (design === 'pareto' && pi >= 1) return;
    // A row of an imported release counts 1, and an item is as many rows as it has copies.
    const { rows, square } =
      design === 'draws' ? { rows: weight, square: 1 } : { rows: 1, square: (1 - pi) * weight ** 2 };
    strata.add(design === 'draws' ? format : stratum);
    n += rows;
    weights += weight;
    right += weight * (values.at(index) ?? 0);
    squares += rows * square;
    fourths += rows * square ** 2;
  });
  if (n === 0) return { share: 0, ofWeight: 0, sizeByWeights: Number.POSITIVE_INFINITY, trust: 1 };
  const degreesOfFreedom = (squares ** 2 / fourths) * (1 - strata.size / n);
  return {
    share: Math.min(1, right / weights),
    ofWeight: weights / all,
    sizeByWeights: weights ** 2 / squares,
    trust: Math.min(1, t95(n - 1) / t95(degreesOfFreedom)) ** 2,
  };
}
