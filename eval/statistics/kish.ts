/**
 * Kish's effective sample size (Kish 1965): (sum w)² / sum w². It is how many equally weighted items would
 * give as precise a mean if weights had nothing to do with scores.
 *
 * @param weights above 0; none gives 0
 */
export function kishSize(weights: readonly number[]): number {
  let sum = 0;
  let squares = 0;
  for (const weight of weights) {
    sum += weight;
    squares += weight * weight;
  }
  return squares === 0 ? 0 : (sum * sum) / squares;
}
