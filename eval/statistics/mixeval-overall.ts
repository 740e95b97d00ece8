/** Rows of one split: how many there are, and what they come to. */
export interface SplitRows {
  readonly rows: number;
  readonly mean: number;
}

/**
 * MixEval's own overall number: each split's mean over rows, rounded to three decimals, then averaged by the splits' rows
 * (its evaluator at 7c52b41).
 *
 * @returns 0 to 1; null where there are no rows
 */
export function mixevalOverall(splits: readonly SplitRows[]): number | null {
  const total = splits.reduce((sum, { rows }) => sum + rows, 0);
  if (total === 0) return null;
  return splits.reduce(
    (sum, { rows, mean }) => (rows === 0 ? sum : sum + roundLikePython(mean) * (rows / total)),
    0,
  );
}

/** Python's `round(x, 3)`: of the exact binary value, and to an even digit where it lies exactly between two. */
export function roundLikePython(x: number): number {
  const rounded = Number(x.toFixed(3));
  // Only odd sixteenths lie exactly between two thousandths (1/2000 = 1/(16 * 125)), and toFixed rounds those up.
  const between = Number.isInteger(x * 16) && (x * 16) % 2 !== 0;
  return between && Math.round(rounded * 1000) % 2 !== 0 ? Number((rounded - 0.001).toFixed(3)) : rounded;
}
