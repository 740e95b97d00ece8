import { normalQuantile } from './normal.js';

/**
 * The smallest true difference that a two-sided test finds with the given chance: (z of the level + z of the power) times the
 * standard error (Bloom 1995, "Minimum detectable effects").
 *
 * @param standardError of the estimated difference
 * @param level of the test, 0 to 1; where several tests share a level, each one's part of it
 * @returns in the unit of the standard error
 */
export function detectableDifference(standardError: number, level: number, power = 0.8): number {
  return (normalQuantile(1 - level / 2) + normalQuantile(power)) * standardError;
}
