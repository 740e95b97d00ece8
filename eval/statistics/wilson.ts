import { z95 } from './normal.js';

/**
 * The Wilson score interval at 95 % (Wilson 1927), with an effective sample size that need not be whole.
 * It holds its level near 0 and 1, where estimate plus and minus two standard errors does not (Brown, Cai and DasGupta 2001).
 *
 * @param share the estimate, 0 to 1
 * @param n the effective sample size, above 0; Infinity gives a point
 * @returns [low, high], within 0 to 1
 */
export function wilsonInterval(share: number, n: number): [number, number] {
  if (n === Number.POSITIVE_INFINITY) return [share, share];
  const z2 = z95 * z95;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z95 / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  // Rounding must not push a bound past the estimate at 0 and 1.
  return [Math.max(0, Math.min(share, centre - half)), Math.min(1, Math.max(share, centre + half))];
}
