import type { LongTask } from '../../src/core/progress.js';
import type { Format } from '../../src/core/schemas/item.js';
import type { MixInput } from '../draft.js';
import { byFormat, type Frame, frameOf } from '../frame.js';
import { matchPool } from '../match-pool.js';
import type { KnownAnswers } from '../sampling/sizes.js';

/** One format's part of the pool with the traffic over it: what releases are drawn from again and again. By row. */
export interface Population {
  readonly format: Format;
  readonly ids: readonly string[];
  /** `benchmark_name` of each item. */
  readonly benchmarks: readonly string[];
  /** The corpus' queries whose nearest item this is; 0 for items that nobody asks for. */
  readonly counts: Float64Array;
  /** Topic clusters; 0 for items that nobody asks for. */
  readonly clusters: Int32Array;
  /** Unit vectors of the clusters, row-major [clusters, dimensions]. */
  readonly centroids: Float32Array;
  readonly dimensions: number;
}

/** What subjects are known to have answered, by row of a population. */
export type Answers = readonly KnownAnswers[];

/**
 * Matches a corpus to a pool and hands out what releases are drawn from, without drawing one.
 *
 * @throws MixevalError as `mix`
 */
export async function matchedPopulations(
  input: Omit<MixInput, 'results'>,
  task: LongTask = {},
): Promise<Record<Format, Population>> {
  const frame: Frame = frameOf(input.pool, input.poolVectors, input.dimensions);
  const { matching, centroids } = await matchPool(frame, input, {}, task);
  return byFormat((format) => {
    const rows = frame.rowsByFormat[format];
    return {
      format,
      ids: rows.map((row) => frame.items[row]?.id ?? ''),
      benchmarks: rows.map((row) => frame.items[row]?.benchmark_name ?? ''),
      counts: Float64Array.from(rows, (row) => matching.counts[row] ?? 0),
      clusters: Int32Array.from(rows, (row) => Math.max(0, matching.topics[row] ?? 0)),
      centroids,
      dimensions: frame.dimensions,
    };
  });
}

/** The population of those items alone that are kept: the traffic over the others is left out. */
export function restricted(population: Population, keep: (id: string) => boolean): Population {
  const rows = [...population.ids.keys()].filter((row) => keep(population.ids[row] ?? ''));
  return {
    ...population,
    ids: rows.map((row) => population.ids[row] ?? ''),
    benchmarks: rows.map((row) => population.benchmarks[row] ?? ''),
    counts: Float64Array.from(rows, (row) => population.counts[row] ?? 0),
    clusters: Int32Array.from(rows, (row) => population.clusters[row] ?? 0),
  };
}

/** Queries over the whole population. */
export function queriesOf({ counts }: Pick<Population, 'counts'>): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** 1 / sum m²: how many items of equal mass would be as concentrated. */
export function effectiveSize({ counts }: Pick<Population, 'counts'>): number {
  const squares = counts.reduce((sum, count) => sum + count * count, 0);
  return squares === 0 ? 0 : queriesOf({ counts }) ** 2 / squares;
}
