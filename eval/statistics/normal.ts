/** The normal distribution: p-values and the factor of a 95 % interval. */

/** The 97.5 % quantile of the standard normal distribution: half the width of a 95 % interval in standard errors. */
export const z95 = 1.959_963_984_540_054;

/**
 * The chance that a standard normal variable lies at least |z| from 0, with full relative precision in the tail.
 * erfc(|z|/√2) by its Taylor series below 2 and its continued fraction above (Abramowitz and Stegun 1964, 7.1.5 and 7.1.14).
 *
 * @param z any number; NaN gives NaN
 * @returns 0 to 1
 */
export function twoSidedPValue(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  return x < 2 ? 1 - erfSeries(x) : erfcFraction(x);
}

function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; Math.abs(term) > 1e-17 * Math.abs(sum); k += 1) {
    term *= (-x * x) / k;
    sum += term / (2 * k + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

function erfcFraction(x: number): number {
  let fraction = x;
  for (let k = 60; k >= 1; k -= 1) fraction = x + k / 2 / fraction;
  return Math.exp(-x * x) / (fraction * Math.sqrt(Math.PI));
}

/**
 * The quantile of the standard normal distribution, by halving the interval that holds it.
 *
 * @param p between 0 and 1, both excluded
 */
export function normalQuantile(p: number): number {
  if (p < 0.5) return -normalQuantile(1 - p);
  let low = 0;
  let high = 40;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (twoSidedPValue(middle) / 2 > 1 - p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
