import type { Random } from '../../src/core/random.js';
import { paretoSample } from './pareto.js';
import { conditionalProbabilities, systematicRounding } from './rounding.js';
import { mergeSmallStrata, strataByCluster } from './strata.js';

/** What a split may draw from. All arrays are by candidate. */
export interface DrawInput {
  /** Inclusion probabilities; they sum to a whole number. 0 for what cannot be drawn. */
  readonly pi: Float64Array;
  /** Topic cluster, from 0. */
  readonly clusters: Int32Array;
  /** Unit vectors of the clusters, row-major [clusters, dimensions]. */
  readonly centroids: Float32Array;
  readonly dimensions: number;
  /** Permanent random numbers for this release. */
  readonly uniforms: Float64Array;
}

/** One candidate that was drawn. */
export interface DrawnUnit {
  /** Its place among the candidates. */
  readonly candidate: number;
  /** The stratum it was drawn in, named for a topic cluster. */
  readonly stratum: number;
}

function valuesAt(values: Float64Array, places: readonly number[]): Float64Array {
  const taken = new Float64Array(places.length);
  places.forEach((place, at) => {
    taken[at] = values[place] ?? 0;
  });
  return taken;
}

/**
 * Stratified Pareto sampling with fixed inclusion probabilities (DESIGN, Sampling 3 and 4): the certain ones, then
 * from each stratum the number of places that systematic rounding gives it.
 *
 * @param random only for the rounding; which items are taken within a stratum is up to `uniforms`
 * @returns ascending by candidate, none twice
 */
export function drawStratified(input: DrawInput, random: Random): DrawnUnit[] {
  const { pi, clusters, uniforms } = input;
  const strata = mergeSmallStrata(strataByCluster(pi, clusters), input.centroids, input.dimensions);
  const places = systematicRounding(
    strata.map(({ expected }) => expected),
    random(),
  );
  const drawn: DrawnUnit[] = [];
  pi.forEach((probability, candidate) => {
    if (probability >= 1) drawn.push({ candidate, stratum: clusters[candidate] ?? 0 });
  });
  strata.forEach(({ cluster, members }, at) => {
    const size = places[at] ?? 0;
    const probabilities = conditionalProbabilities(valuesAt(pi, members), size);
    for (const member of paretoSample(probabilities, valuesAt(uniforms, members), size)) {
      drawn.push({ candidate: members[member] ?? 0, stratum: cluster });
    }
  });
  return drawn.sort((a, b) => a.candidate - b.candidate);
}
