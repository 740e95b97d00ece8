/**
 * McNemar's exact test (McNemar 1947): whether two models that answered the same items win equally often where just one of
 * them is right. Two-sided, by the binomial distribution with chance 1/2.
 *
 * @param onlyA items that only the first got right
 * @param onlyB items that only the second got right
 * @returns the p-value; 1 where they never differ
 */
export function mcnemarExact(onlyA: number, onlyB: number): number {
  const n = onlyA + onlyB;
  // Terms from the tail inwards, as logarithms: 0.5^n alone vanishes above a thousand items.
  let logTerm = -n * Math.LN2;
  let tail = 0;
  for (let k = 0; k <= Math.min(onlyA, onlyB); k += 1) {
    tail += Math.exp(logTerm);
    logTerm += Math.log((n - k) / (k + 1));
  }
  return Math.min(1, 2 * tail);
}
