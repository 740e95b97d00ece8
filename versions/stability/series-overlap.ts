import { type Population, queriesOf, type Way } from '../../mixer/index.js';
import { addTo } from '../../src/core/groups.js';
import { mean } from '../../src/core/mean.js';
import { movedOn, seededRandom } from '../../src/core/random.js';
import type { ReplaySettings } from './replay-way.js';

/** Releases in a row whose overlap is looked at. */
export const seriesLength = 6;
const seriesCount = 5;

/** The share of a release's items that stand in an earlier one of its series. */
export interface SeriesOverlap {
  /** By how many releases lie between: `1` is the one before. */
  readonly byLag: Readonly<Record<string, number>>;
  /** The same of releases that know nothing of each other. */
  readonly independent: number;
}

/** Six releases in a row with permanent random numbers, several times over, each with a batch of its own. */
export function overlapOfSeries(
  way: Way,
  populations: readonly Population[],
  { places, queries, seed }: Omit<ReplaySettings, 'releases'>,
): SeriesOverlap {
  const total = populations.reduce((sum, population) => sum + queriesOf(population), 0);
  const byLag = new Map<number, number[]>();
  const independent: number[] = [];
  const random = seededRandom(seed, 'series');
  let otherSeries: Set<string> | undefined;
  for (let series = 0; series < seriesCount; series += 1) {
    const first = populations.map(({ ids }) => Float64Array.from(ids, () => random()));
    const releases = Array.from({ length: seriesLength }, (_, ordinal) => {
      const drawn = populations.flatMap((population, at) => {
        const share = queriesOf(population) / total;
        if (share === 0) return [];
        const { rows } = way.draw(population, {
          places,
          queries: Math.max(1, Math.round(queries * share)),
          random,
          uniforms: (first[at] ?? new Float64Array()).map((u) => movedOn(u, ordinal)),
          answers: [],
        });
        return rows.map((row) => population.ids[row] ?? '');
      });
      return new Set(drawn);
    });
    releases.forEach((release, ordinal) => {
      for (let lag = 1; lag <= ordinal; lag += 1) {
        addTo(byLag, lag, sharedPart(release, releases[ordinal - lag]));
      }
    });
    if (otherSeries) independent.push(...releases.map((release) => sharedPart(release, otherSeries)));
    otherSeries = releases[0];
  }
  return {
    byLag: Object.fromEntries([...byLag].map(([lag, parts]) => [String(lag), mean(parts)])),
    independent: mean(independent),
  };
}

function sharedPart(release: ReadonlySet<string>, other: ReadonlySet<string> = new Set()): number {
  return [...release].filter((id) => other.has(id)).length / release.size;
}
