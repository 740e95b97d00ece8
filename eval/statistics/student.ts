import { z95 } from './normal.js';

/**
 * The 97.5 % quantile of Student's t distribution, by its expansion in 1/df around the normal one (Abramowitz and Stegun
 * 1964, 26.7.5): right to 0.3 % from 3 degrees of freedom on, which is where it stops falling.
 *
 * @param degreesOfFreedom below 3 it counts as 3; Infinity gives the normal quantile
 */
export function t95(degreesOfFreedom: number): number {
  const z = z95;
  const terms = [
    z,
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160,
  ];
  const df = Math.max(3, degreesOfFreedom);
  return terms.reduce((sum, term, power) => sum + term / df ** power, 0);
}

/**
 * The chance that Student's t lies at `t` or above, by the finite series for whole degrees of freedom (Abramowitz and Stegun
 * 1964, 26.7.3 and 26.7.4); right to 1e-15, not to the last digit of smaller chances.
 *
 * @param t any number
 * @param degreesOfFreedom a whole number, 1 or more
 * @returns 0 to 1
 */
export function upperTail(t: number, degreesOfFreedom: number): number {
  const angle = Math.atan(t / Math.sqrt(degreesOfFreedom));
  const odd = degreesOfFreedom % 2 === 1;
  let term = odd ? Math.cos(angle) : 1;
  let sum = 0;
  for (let k = odd ? 1 : 0; k <= degreesOfFreedom - 2; k += 2) {
    sum += term;
    term *= ((k + 1) / (k + 2)) * Math.cos(angle) ** 2;
  }
  const within = odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
  return Math.min(1, Math.max(0, (1 - within) / 2));
}
