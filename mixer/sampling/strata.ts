import { addTo } from '../../src/core/groups.js';
import { dot } from '../nearest/dot.js';

/** Items that are drawn from together, a fixed number of them. */
export interface Stratum {
  /** The topic cluster that gives it its name: the largest of those merged into it. */
  readonly cluster: number;
  /** Places of its items in the list that is drawn from. */
  readonly members: readonly number[];
  /** Sum of its members' inclusion probabilities: the places it gets on average. */
  readonly expected: number;
}

/** With fewer places than this, drawing a fixed number distorts the inclusion probabilities (DESIGN, Sampling 3). */
const fewestPlaces = 5;

/** The strata of the items that are left to chance (0 < pi < 1), one for each cluster that has any. */
export function strataByCluster(pi: Float64Array, clusters: Int32Array): Stratum[] {
  const byCluster = new Map<number, number[]>();
  pi.forEach((probability, place) => {
    if (probability <= 0 || probability >= 1) return;
    addTo(byCluster, clusters[place] ?? 0, place);
  });
  return [...byCluster]
    .sort(([a], [b]) => a - b)
    .map(([cluster, members]) => ({
      cluster,
      members,
      expected: members.reduce((sum, place) => sum + (pi[place] ?? 0), 0),
    }));
}

/**
 * Merges strata of fewer than five expected places, the smallest first, each into the one whose centroid is
 * nearest. The larger of the two gives the name. One stratum may be left with fewer.
 *
 * @param centroids unit vectors of the topic clusters, row-major [clusters, dimensions]
 */
export function mergeSmallStrata(
  strata: readonly Stratum[],
  centroids: Float32Array,
  dimensions: number,
): Stratum[] {
  const merged = [...strata];
  const nearness = (a: Stratum, b: Stratum): number =>
    dot(centroids, a.cluster, centroids, b.cluster, dimensions);
  while (merged.length > 1) {
    const smallest = merged.reduce((a, b) => (b.expected < a.expected ? b : a));
    // A sum of probabilities that is 5 but for rounding is 5.
    if (smallest.expected >= fewestPlaces - 1e-9) break;
    const others = merged.filter((stratum) => stratum !== smallest);
    const nearest = others.reduce((a, b) => (nearness(smallest, b) > nearness(smallest, a) ? b : a));
    merged[merged.indexOf(nearest)] = {
      cluster: nearest.cluster,
      members: [...nearest.members, ...smallest.members].sort((a, b) => a - b),
      expected: nearest.expected + smallest.expected,
    };
    merged.splice(merged.indexOf(smallest), 1);
  }
  return merged;
}
