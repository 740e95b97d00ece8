/**
 * MinHash signatures (Broder 1997), filled as in Fast Similarity Sketching (Dahlgaard, Knudsen and Thorup 2017), and their
 * bands (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4).
 */

import { mixed } from './shingles.js';

/** Values of a signature. */
export const signatureLength = 128;
/** 16 bands of 8: two texts of Jaccard similarity s share one with probability 1 - (1 - s^8)^16, 0.95 at 0.8. */
export const bands = 16;
const rows = signatureLength / bands;

const empty = 0x7fffffff;
const goldenRatio = 0x9e3779b9;

/**
 * The signature of a set. The share of places in which two signatures agree estimates their sets' Jaccard similarity,
 * without bias and at least as precisely as as many permutations would. In each round every value of the set falls on a
 * random place with a random rank, the least of which stays; a place that is taken in one round is closed to the next.
 * So five or so rounds do what would take 128 permutations.
 *
 * @param shingles in any order; repeats change nothing
 * @param signature is written over: 128 values
 */
export function minHash(shingles: Uint32Array, signature: Int32Array): Int32Array {
  const { length } = shingles;
  signature.fill(empty);
  let open = signatureLength;
  for (let round = 0; open > 0 && round < 2 * signatureLength; round += 1) {
    const salt = Math.imul(round, goldenRatio);
    // A set of few values may never fall on some place: from the 128th round on places are filled in turn.
    const inTurn = Math.max(0, round - signatureLength);
    const mask = round < signatureLength ? signatureLength - 1 : 0;
    for (let at = 0; at < length; at += 1) {
      const hash = mixed((shingles[at] ?? 0) ^ salt);
      const place = (hash & mask) | inTurn;
      const rank = (round << 23) | (hash >>> 9);
      const least = signature[place] ?? 0;
      // The lesser of the two, and one open place less where it was one: branches that are taken at random cost more.
      signature[place] = least ^ ((rank ^ least) & ((rank - least) >> 31));
      open -= 1 + ((least - empty) >> 31);
    }
  }
  return signature;
}

/** Words of 32 bits of the key of a band. */
export const keyWords = 2;

/** Writes the key of each band of a signature, one after another; with another salt they are other keys. */
export function writeBandKeys(signature: Int32Array, salt: number, keys: Uint32Array, at: number): void {
  for (let band = 0; band < bands; band += 1) {
    let high = goldenRatio ^ band;
    let low = salt ^ band;
    for (let row = band * rows; row < (band + 1) * rows; row += 1) {
      const value = signature[row] ?? 0;
      high = Math.imul(high ^ value, 0x01000193);
      low = Math.imul(low ^ (value >>> 15) ^ value, 0xcc9e2d51);
      low = (low << 13) | (low >>> 19);
    }
    keys[at + band * keyWords] = low;
    keys[at + band * keyWords + 1] = high;
  }
}
