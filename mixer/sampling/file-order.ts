import { type Random, randomInteger, shuffled } from '../../src/core/random.js';

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

/** The step nearest to n / golden ratio that visits all n places of a circle. */
function goldenStep(n: number): number {
  const ideal = n * 0.618_033_988_749_894_9;
  const nearestFirst = Array.from({ length: n }, (_, step) => step).sort(
    (a, b) => Math.abs(a - ideal) - Math.abs(b - ideal),
  );
  return nearestFirst.find((step) => commonDivisor(step, n) === 1) ?? 1;
}

/**
 * A seeded stratified random order: units lie on a circle, stratum beside stratum and shuffled within; from a random
 * start the circle is gone round in steps of the golden ratio, which spread any first L evenly over it (three-distance
 * theorem). Every unit has exactly the same chance of every place, so the first L of n are a sample with
 * probabilities L / n in which each stratum has its part.
 *
 * @param strata the stratum of each unit
 * @returns the units in their new order
 */
export function stratifiedOrder(strata: readonly number[], random: Random): number[] {
  const n = strata.length;
  const circle = shuffled([...strata.keys()], random).sort((a, b) => (strata[a] ?? 0) - (strata[b] ?? 0));
  const start = randomInteger(random, n);
  const step = goldenStep(n);
  return circle.map((_, rank) => circle[(start + rank * step) % n] ?? 0);
}
