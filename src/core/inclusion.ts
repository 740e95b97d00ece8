import { shareOut } from './share-out.js';

/**
 * Inclusion probabilities in proportion to size: pi = min(1, c z), c such that they sum to the places (Särndal,
 * Swensson and Wretman 1992, section 3.6.2). Items of pi = 1 are taken surely.
 *
 * @param sizes z of each item, 0 for one that cannot be drawn
 * @param places a whole number, at most the number of sizes above 0
 * @returns pi of each item; their sum is `places`
 * @throws RangeError where there are more places than items to fill them
 */
export function inclusionProbabilities(sizes: Float64Array, places: number): Float64Array {
  const possible = sizes.reduce((sum, size) => sum + (size > 0 ? 1 : 0), 0);
  if (places > possible) throw new RangeError(`${possible} items cannot fill ${places} places.`);
  return shareOut(sizes, new Float64Array(sizes.length).fill(1), places);
}
