import { effectiveSize, type Population, queriesOf } from '../../mixer/index.js';

/** How few items the traffic falls on, and what that leaves of a score's precision. */
export interface Concentration {
  readonly items: number;
  readonly matched: number;
  readonly queries: number;
  readonly effectiveSize: number;
  /** Part of the traffic on the most asked-for items. */
  readonly onTop: Readonly<Record<string, number>>;
}

export function concentrationOf(population: Population): Concentration {
  const queries = queriesOf(population);
  const sorted = [...population.counts].sort((a, b) => b - a);
  const onTop = (items: number): number =>
    sorted.slice(0, items).reduce((sum, each) => sum + each, 0) / queries;
  return {
    items: population.ids.length,
    matched: sorted.filter((each) => each > 0).length,
    queries,
    effectiveSize: effectiveSize(population),
    onTop: Object.fromEntries([10, 100, 1000].map((items) => [String(items), onTop(items)])),
  };
}
