import { effectiveSize, matchedPopulations, type Population, queriesOf, ways } from '../../mixer/index.js';
import { MixevalError } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import { formats } from '../../src/core/schemas/item.js';
import { askedParameters, type BuildOptions } from '../build-options.js';
import { withCorpus } from '../prepare.js';
import { replayWay, type WayStability } from './replay-way.js';
import { responseTable, scoredPopulation } from './scored-pool.js';
import { overlapOfSeries, type SeriesOverlap } from './series-overlap.js';

export interface StabilityOptions
  extends Pick<
    BuildOptions,
    'workspace' | 'size' | 'batch' | 'seed' | 'index' | 'similarityFloor' | 'results' | 'encoder'
  > {
  /** Releases drawn in each way, 2 or more; 60 unless said otherwise. */
  readonly releases?: number | undefined;
  readonly pools?: readonly string[] | undefined;
  readonly queries?: readonly string[] | undefined;
}

export interface StabilityReport {
  readonly releases: number;
  /** Places of each split. */
  readonly places: number;
  /** Queries of each release's batch that an item is near enough to. */
  readonly queries: number;
  /** Items that releases are drawn from. */
  readonly items: number;
  /** 1 / sum m²: how many items of equal mass would be as concentrated. */
  readonly effectivePoolSize: number;
  readonly subjects: number;
  /** The part of the traffic that lies on those items; below 1 where results are known of some items only. */
  readonly coveredTraffic: number;
  readonly ways: readonly WayStability[];
  /** Of releases in a row, drawn as `build` draws them. */
  readonly series: SeriesOverlap;
}

/**
 * Draws many releases from one corpus, each with a batch, clusters' rounding and numbers of its own, as `build` would and
 * in three other ways, and says how far they differ. Where results are known, releases are drawn from the items that
 * nearly all subjects have answered, and scored.
 *
 * @throws MixevalError `too-few` where the items are fewer than the places asked for; else as `buildRelease`
 */
export async function stability(options: StabilityOptions, task: LongTask = {}): Promise<StabilityReport> {
  const { releases = 60, size, batch, results } = options;
  if (!Number.isInteger(releases) || releases < 2) {
    throw new MixevalError('usage', `${releases} releases have no spread.`, {
      next: 'Give --releases 2 or more.',
    });
  }
  const asked = askedParameters({ ...options, version: 'stability', hardSize: 0, batch: undefined });
  const whole = await withCorpus(
    options,
    asked,
    {},
    task,
    ({ items, vectors, embedded, encoder, indexFile }) =>
      matchedPopulations(
        {
          pool: items,
          poolVectors: vectors,
          dimensions: encoder.dimensions,
          batch: embedded.batch,
          parameters: {
            ...asked,
            similarityFloor: asked.similarityFloor ?? encoder.similarityFloor,
            ordinal: 0,
            canary: '',
            indexFile,
          },
        },
        task,
      ),
  );
  const populations = formats.map((format) => whole[format]);
  return replayPopulations(populations, { releases, size, queries: batch, seed: asked.seed, results }, task);
}

export interface ReplayRequest extends Pick<StabilityOptions, 'results'> {
  readonly releases: number;
  readonly size: number | undefined;
  /** Queries of each batch; as many as the populations have where left out. */
  readonly queries: number | undefined;
  readonly seed: number;
}

/** As `stability`, of a pool that is matched already. */
export async function replayPopulations(
  whole: readonly Population[],
  { releases, size, queries, seed, results }: ReplayRequest,
  task: LongTask = {},
): Promise<StabilityReport> {
  const table = responseTable(results, whole);
  const scored = whole.map((population) =>
    table.subjects.length === 0 ? { population, scores: [] } : scoredPopulation(population, table),
  );
  const populations = scored.map(({ population }) => population);
  const covered = populations.reduce((sum, population) => sum + queriesOf(population), 0);
  const all = whole.reduce((sum, population) => sum + queriesOf(population), 0);
  const asked = populations.map((population) => population.counts.filter((count) => count > 0).length);
  const possible = Math.min(...asked.filter((items) => items > 0));
  if (covered === 0) {
    throw new MixevalError('too-few', 'No query is near enough to an item to draw releases by.', {
      next: 'Add benchmark items or queries, or lower the similarity floor.',
    });
  }
  const places = size ?? Math.min(2000, Math.floor(possible / 2));
  if (places > possible || places < 1) {
    throw new MixevalError('too-few', `${possible} items that queries match cannot fill ${places} places.`, {
      next: `Ask for --size ${possible} or less.`,
      details: { possible, places },
    });
  }
  const settings = { releases, places, queries: queries ?? covered, seed };
  const report: WayStability[] = [];
  for (const way of ways.all()) {
    report.push(await replayWay(way, scored, table.subjects, settings, task));
  }
  return {
    ...{ releases, places, queries: settings.queries },
    items: populations.reduce((sum, { ids }) => sum + ids.length, 0),
    effectivePoolSize: effectiveSize({
      counts: Float64Array.from(populations.flatMap(({ counts }) => [...counts])),
    }),
    subjects: table.subjects.length,
    coveredTraffic: covered / all,
    ways: report,
    series: overlapOfSeries(ways.get('ours'), populations, settings),
  };
}
