/** Ranks of one arrangement among others that would be as likely if nothing was the matter. */
export interface RankTest {
  readonly n: number;
  /** Mean share of the others that lie below it, 0 to 1; 0.5 is what chance gives. */
  readonly mean: number;
  /** One-sided: of ranks as high as these or higher in sum. */
  readonly pValue: number;
}

/**
 * Exact test of ranks that are uniform on 0..m where nothing is the matter: the sum of n of them, by convolution.
 *
 * @param ranks of each, how many of its m others lie below it; 0 to m
 * @param others m, at least 1, the same for all
 */
export function rankTest(ranks: readonly number[], others: number): RankTest {
  const n = ranks.length;
  const sum = ranks.reduce((total, rank) => total + rank, 0);
  let chances = new Float64Array([1]);
  for (let k = 0; k < n; k += 1) {
    const next = new Float64Array(chances.length + others);
    // Each place is a window of m + 1 places before, so a running sum gives it.
    let window = 0;
    for (let place = 0; place < next.length; place += 1) {
      window += chances[place] ?? 0;
      window -= chances[place - others - 1] ?? 0;
      next[place] = Math.max(0, window) / (others + 1);
    }
    chances = next;
  }
  const tail = chances.subarray(Math.ceil(sum - 1e-9)).reduce((total, chance) => total + chance, 0);
  return { n, mean: n === 0 ? 0.5 : sum / (n * others), pValue: Math.min(1, tail) };
}
