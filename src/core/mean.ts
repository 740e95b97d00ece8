/** The arithmetic mean; NaN of no values. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The sum of squared distances from the mean. */
export function sumOfSquares(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
}

/** The standard deviation as of a sample: n - 1 below. */
export function standardDeviation(values: readonly number[]): number {
  return Math.sqrt(sumOfSquares(values) / (values.length - 1));
}
