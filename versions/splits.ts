/** Sums over the splits of a release: counts, sources, overlap. */

import type { Format } from '../src/core/schemas/item.js';
import type { Benchmark, ReleaseItem, Split } from '../src/core/schemas/release-item.js';
import { splitPlaces } from './layout.js';
import type { Manifest } from './manifest.js';

/** The splits of one release; a benchmark is there with both its splits or not at all. */
export type Splits = Readonly<Partial<Record<Benchmark, Readonly<Record<Format, Split>>>>>;

/** A value for each split that is there. */
export function mapSplits<T>(
  splits: Splits,
  value: (split: Split, benchmark: Benchmark, format: Format) => T,
): Partial<Record<Benchmark, Record<Format, T>>> {
  const result: Partial<Record<Benchmark, Record<Format, T>>> = {};
  for (const { benchmark } of splitPlaces) {
    const found = splits[benchmark];
    if (!found) continue;
    result[benchmark] = {
      'free-form': value(found['free-form'], benchmark, 'free-form'),
      'multiple-choice': value(found['multiple-choice'], benchmark, 'multiple-choice'),
    };
  }
  return result;
}

/** What a manifest says of one split. */
export interface SplitSummary {
  readonly benchmark: Benchmark;
  readonly format: Format;
  readonly items: number;
  readonly batchMatched: number;
  /** By `benchmark_name`, those with the largest weight first. */
  readonly sources: readonly {
    readonly name: string;
    readonly items: number;
    readonly weightShare: number;
  }[];
}

/** A manifest's splits, one after another. */
export function* summaries(
  manifest: Pick<Manifest, 'counts' | 'splits' | 'composition'>,
): Generator<SplitSummary> {
  for (const { benchmark, format } of splitPlaces) {
    const design = manifest.splits[benchmark]?.[format];
    if (!design) continue;
    const sources = Object.entries(manifest.composition[benchmark]?.[format] ?? {})
      .map(([name, source]) => ({ name, ...source }))
      .sort((a, b) => b.weightShare - a.weightShare);
    const items = manifest.counts[benchmark]?.[format] ?? 0;
    yield { benchmark, format, items, batchMatched: design.batchMatched, sources };
  }
}

/** Every item of a release, split by split. */
export function* itemsOf(splits: Splits): Generator<ReleaseItem> {
  for (const { benchmark, format } of splitPlaces) yield* splits[benchmark]?.[format].items ?? [];
}

/** What a manifest says of its splits that can be told from them. */
export function describeSplits(
  splits: Splits,
): Pick<Manifest, 'counts' | 'splits' | 'composition' | 'licences'> {
  const licenceOf = new Map([...itemsOf(splits)].map((item) => [item.id, item.licence]));
  return {
    counts: mapSplits(splits, (split) => split.items.length),
    splits: mapSplits(splits, ({ items: _, ...design }) => design),
    composition: mapSplits(splits, (split) => sources(split.items)),
    licences: tally(licenceOf.values()),
  };
}

/** A split's items and share of the weight by benchmark name. */
export function sources(
  items: readonly ReleaseItem[],
): Record<string, { items: number; weightShare: number }> {
  const total = items.reduce((sum, item) => sum + item.weight, 0);
  const found = new Map<string, { items: number; weight: number }>();
  for (const { benchmark_name, weight } of items) {
    const entry = found.get(benchmark_name) ?? { items: 0, weight: 0 };
    found.set(benchmark_name, { items: entry.items + 1, weight: entry.weight + weight });
  }
  return sortedRecord(
    [...found].map(([name, { items, weight }]) => [
      name,
      { items, weightShare: Math.min(1, weight / total) },
    ]),
  );
}

/** How often each value stands there. */
export function tally(values: Iterable<string>): Record<string, number> {
  const found = new Map<string, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return sortedRecord([...found]);
}

/** An object with its keys in code-unit order, so that equal contents give equal bytes. */
export function sortedRecord<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/**
 * The share of a release's items that stand in another one too, split by split.
 *
 * @returns 0 to 1; null where the split is empty
 */
export function overlapWith(splits: Splits, other: Splits): Manifest['overlap'][string] {
  return mapSplits(splits, (split, benchmark, format) => {
    if (split.items.length === 0) return null;
    const known = new Set(other[benchmark]?.[format].items.map((item) => item.id));
    return split.items.filter((item) => known.has(item.id)).length / split.items.length;
  });
}
