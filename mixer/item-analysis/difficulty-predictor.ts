/** Predicts difficulty from source, features and neighbours. */

import type { Neighbours } from '../nearest/neighbours.js';
import { fitRidge } from './ridge.js';
import { sourceMeans } from './source-means.js';

/** Items as the predictor sees them; everything by example. */
export interface Examples {
  /** The benchmark each comes from. */
  readonly sources: readonly string[];
  readonly features: readonly Float64Array[];
  /** The most similar items of known difficulty, by their place among those. */
  readonly neighbours: Neighbours;
}

/** Items of known difficulty. */
export interface KnownExamples extends Examples {
  readonly difficulty: readonly number[];
}

/** Predicts an example's difficulty, 0 to 1; `self` is its own place among the known ones, if it has one. */
export type DifficultyPredictor = (examples: Examples, at: number, self?: number) => number;

/** Nearest neighbours that a prediction looks at. */
export const neighboursUsed = 10;
/** How many items of a source the grand mean counts for. */
const grandMeanItems = 5;
const penalty = 10;

/**
 * Learns difficulty from items whose difficulty is known: the source's mean, and a ridge regression of what that
 * leaves over on simple features and on what it leaves over at the ten nearest neighbours in embedding space.
 *
 * @param training places of the known examples to learn from; no other difficulty is looked at
 */
export function fitDifficultyPredictor(
  known: KnownExamples,
  training: readonly number[],
): DifficultyPredictor {
  const learnt = new Float64Array(known.difficulty.length).fill(Number.NaN);
  for (const at of training) learnt[at] = known.difficulty[at] ?? 0;
  const meanOf = sourceMeans(learnt, known.sources, grandMeanItems);
  const residuals = learnt.map((difficulty, at) => difficulty - meanOf(known.sources[at] ?? ''));

  const neighbourResidual = ({ neighbours }: Examples, at: number, self?: number): number => {
    const { k, rows, similarities } = neighbours;
    let sum = 0;
    let weights = 0;
    let used = 0;
    for (let place = at * k; place < (at + 1) * k && used < neighboursUsed; place += 1) {
      const neighbour = rows[place] ?? -1;
      const residual = residuals[neighbour] ?? Number.NaN;
      if (neighbour === self || Number.isNaN(residual)) continue;
      const weight = Math.max(0, similarities[place] ?? 0);
      sum += weight * residual;
      weights += weight;
      used += 1;
    }
    return weights === 0 ? 0 : sum / weights;
  };
  const inputs = (examples: Examples, at: number, self?: number): Float64Array =>
    Float64Array.of(...(examples.features[at] ?? []), neighbourResidual(examples, at, self));

  const ridge = fitRidge(
    training.map((at) => inputs(known, at, at)),
    training.map((at) => residuals[at] ?? 0),
    penalty,
  );
  return (examples, at, self) => {
    const predicted = meanOf(examples.sources[at] ?? '') + ridge.predict(inputs(examples, at, self));
    return Math.min(1, Math.max(0, predicted));
  };
}
