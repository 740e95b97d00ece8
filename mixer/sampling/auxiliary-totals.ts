import type { SplitDesign } from '../../src/core/schemas/release-item.js';
import type { ItemAnalysis } from '../item-analysis/analyse.js';

const fewestSubjects = 3;

/**
 * sum q d, sum q d² and sum q d³ over all candidates: what the difference estimator needs to know of the pool
 * (DESIGN, Sampling 6). Given where items that at least three subjects have answered hold half of the target or
 * more; the difficulty of the others is predicted, which costs precision and never correctness: any d that is known
 * before the draw keeps the estimator's mean.
 *
 * @param rows of the frame, by candidate
 * @param target q by candidate, summing to 1; m in the normal benchmark
 */
export function auxiliaryTotals(
  { answers, difficulty }: Pick<ItemAnalysis, 'answers' | 'difficulty'>,
  rows: readonly number[],
  target: Float64Array,
): SplitDesign['auxiliaryTotals'] {
  let answered = 0;
  const totals = { d: 0, d2: 0, d3: 0 };
  rows.forEach((row, candidate) => {
    const q = target[candidate] ?? 0;
    const d = difficulty[row] ?? 0;
    if ((answers[row]?.subjects ?? 0) >= fewestSubjects) answered += q;
    totals.d += q * d;
    totals.d2 += q * d ** 2;
    totals.d3 += q * d ** 3;
  });
  return answered >= 0.5 ? totals : null;
}
