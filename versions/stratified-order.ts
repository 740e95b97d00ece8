import type { Random } from '../src/core/random.js';
import { shuffled } from '../src/core/random.js';

/**
 * A random order in which any first part holds each stratum in nearly its share of the whole.
 * Each stratum is shuffled and its items spread evenly over [0, 1) from a random start; the order is by place.
 */
export function stratifiedOrder<T>(items: readonly T[], stratumOf: (item: T) => string, random: Random): T[] {
  const strata = new Map<string, T[]>();
  for (const item of items) {
    const stratum = strata.get(stratumOf(item));
    if (stratum) stratum.push(item);
    else strata.set(stratumOf(item), [item]);
  }
  const placed = [...strata.values()].flatMap((members) => {
    const start = random();
    return shuffled(members, random).map((item, rank) => ({ item, place: (rank + start) / members.length }));
  });
  return placed.sort((a, b) => a.place - b.place).map(({ item }) => item);
}
