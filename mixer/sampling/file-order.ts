import { type Random, randomInteger, shuffled } from '../../src/core/random.js';

/** Sum of the partial quotients of a / b by Euclid's algorithm; Infinity where a and b have a common divisor. */
function partialQuotients(a: number, b: number): number {
  if (b === 0) return a === 1 ? 0 : Number.POSITIVE_INFINITY;
  return Math.floor(a / b) + partialQuotients(b, a % b);
}

/**
 * The step that goes round a circle of n places most evenly and visits them all: the smaller the partial quotients of
 * n / step, the nearer to its length is an arc's share of any first L places (Niederreiter 1992, Random Number
 * Generation and Quasi-Monte Carlo Methods, section 3.1).
 */
function evenStep(n: number): number {
  let best = 1;
  for (let step = 2; step < n; step += 1) {
    if (partialQuotients(n, step) < partialQuotients(n, best)) best = step;
  }
  return best;
}

/**
 * A seeded stratified random order: units lie on a circle, stratum beside stratum and shuffled within; from a random start the
 * circle is gone round in steps that spread any first L evenly over it. Every unit has exactly the same chance of every place,
 * so the first L of n are a sample with probabilities L / n in which each stratum has its part.
 *
 * @param strata the stratum of each unit
 * @returns the units in their new order
 */
export function stratifiedOrder(strata: readonly number[], random: Random): number[] {
  const n = strata.length;
  const circle = shuffled([...strata.keys()], random).sort((a, b) => (strata[a] ?? 0) - (strata[b] ?? 0));
  const start = randomInteger(random, n);
  const step = evenStep(n);
  return circle.map((_, rank) => circle[(start + rank * step) % n] ?? 0);
}
