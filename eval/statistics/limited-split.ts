import { inclusionProbabilities } from '../../src/core/inclusion.js';
import type { ItemHead, SplitView } from '../../src/core/schemas/release-item.js';
import { madeOnDemand, memberAt } from '../../src/core/sequence.js';

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
export function limitedSplit<I extends ItemHead>(split: SplitView<I>, limit: number | null): SplitView<I> {
  if (limit === null) return split;
  const { items } = split;
  const n = items.length;
  const places = Math.min(limit, n);
  const weights = Float64Array.from(items.map(({ weight }) => weight));
  const chances = inclusionProbabilities(weights, places);
  const ranks = weights.map((weight, place) => (place + 0.5) / (n * weight));
  const asked = placesInOrder(ranks).subarray(0, places).sort();
  return {
    ...split,
    design: 'pareto',
    items: madeOnDemand(places, (index) => {
      const place = asked[index] ?? 0;
      const item = memberAt(items, place);
      const chance = chances[place] ?? 1;
      return { ...item, pi: (item.pi ?? 1) * chance, weight: item.weight / chance };
    }),
  };
}

/** The places of the ranks, from the smallest rank on; of equal ones the first place first. */
function placesInOrder(ranks: Float64Array): Uint32Array {
  return Uint32Array.from(ranks, (_, place) => place).sort(
    (a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0) || a - b,
  );
}
