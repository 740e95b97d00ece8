/** How likely the alternatives to a token are, taken together. */
export interface Alternatives {
  /** Mean and standard deviation of their values, each weighed by its probability, which are scaled to sum to 1. */
  readonly mean: number;
  readonly deviation: number;
  /** The logarithm of what their probabilities sum to before they are scaled. */
  readonly logTotal: number;
}

/**
 * The moments of logits or log-probabilities over the alternatives that are known (Zhang et al. 2025, Min-K%++). All 0 where
 * there are none.
 *
 * @param values infinite ones count as impossible
 */
export function momentsOf(values: readonly number[]): Alternatives {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return { mean: 0, deviation: 0, logTotal: 0 };
  const largest = finite.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const shares = finite.map((value) => Math.exp(value - largest));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const expect = (of: (value: number) => number): number =>
    finite.reduce((sum, value, at) => sum + (shares[at] ?? 0) * of(value), 0) / total;
  const mean = expect((value) => value);
  const deviation = Math.sqrt(expect((value) => (value - mean) ** 2));
  return { mean, deviation, logTotal: largest + Math.log(total) };
}
