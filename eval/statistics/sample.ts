import { type Format, formats } from '../../src/core/schemas/item.js';
import type { Design, ItemHead, Split } from '../../src/core/schemas/release-item.js';

/** One item of a benchmark as the estimators see it: how it was drawn, and what is estimated from it. */
export interface Observation<I extends ItemHead = ItemHead> {
  readonly item: I;
  readonly format: Format;
  readonly weight: number;
  /** Inclusion probability; 1 in an imported release, which does not use it. */
  readonly pi: number;
  readonly tilt: number;
  /** Split and topic cluster: within these the items were drawn together. */
  readonly stratum: string;
}

/** The items of one benchmark, both splits together. */
export interface Sample<I extends ItemHead = ItemHead> {
  readonly design: Design;
  /** B: the batch's queries behind the splits; of an imported release, its rows. */
  readonly batchMatched: number;
  readonly observations: readonly Observation<I>[];
}

/** The sample that both splits of a benchmark make together, free-form items first. */
export function sampleOf<I extends ItemHead>(splits: Readonly<Record<Format, Split<I>>>): Sample<I> {
  const filled = formats.filter((format) => splits[format].items.length > 0);
  return {
    design: filled.some((format) => splits[format].design === 'draws') ? 'draws' : 'pareto',
    batchMatched: filled.reduce((sum, format) => sum + splits[format].batchMatched, 0),
    observations: filled.flatMap((format) => {
      const stratumOf = onePer((cluster: number) => `${format}/${cluster}`);
      return splits[format].items.map((item) => ({
        item,
        format,
        weight: item.weight,
        pi: item.pi ?? 1,
        tilt: item.tilt,
        stratum: stratumOf(item.cluster),
      }));
    }),
  };
}

/** Every benchmark that an item of a sample stands in. */
export function benchmarksIn({ observations }: Sample): Set<string> {
  const names = new Set<string>();
  for (const { item } of observations) for (const name of item.benchmarks) names.add(name);
  return names;
}

/** Makes a text once for each number: many items share one. */
function onePer(text: (number: number) => string): (number: number) => string {
  const known = new Map<number, string>();
  return (number) => {
    const made = known.get(number) ?? text(number);
    known.set(number, made);
    return made;
  };
}
