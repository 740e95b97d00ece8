import { inclusionProbabilities } from '../../src/core/inclusion.js';
import type { ItemHead, Split } from '../../src/core/schemas/release-item.js';

/**
 * What a run of a part of a split asks: items drawn in proportion to their weights, so that those that stand for much of
 * the traffic are not missed (sequential Poisson sampling, Ohlsson 1998: the smallest u / weight, u evenly spread over the
 * random order of the split's file). A smaller limit's items are all among a larger one's. Where weights are equal they are
 * the first ones.
 *
 * An imported release's part has the design `pareto`: its rows are the batch, and its items are drawn from them.
 *
 * @param limit items at most, 1 or more; null for the split as it is
 * @returns in the order of the file, pi and weight with the second draw in them
 */
export function limitedSplit<I extends ItemHead>(split: Split<I>, limit: number | null): Split<I> {
  if (limit === null) return split;
  const { items } = split;
  const n = items.length;
  const places = Math.min(limit, n);
  const chances = inclusionProbabilities(
    Float64Array.from(items, ({ weight }) => weight),
    places,
  );
  const asked = new Set(
    items
      .map(({ weight }, place) => ({ place, rank: (place + 0.5) / (n * weight) }))
      .sort((a, b) => a.rank - b.rank || a.place - b.place)
      .slice(0, places)
      .map(({ place }) => place),
  );
  return {
    ...split,
    design: 'pareto',
    items: items.flatMap((item, place) => {
      const chance = chances[place] ?? 1;
      return asked.has(place) ? [{ ...item, pi: (item.pi ?? 1) * chance, weight: item.weight / chance }] : [];
    }),
  };
}
