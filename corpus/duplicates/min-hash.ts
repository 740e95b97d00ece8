/** MinHash signatures (Broder 1997) and their bands (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4). */

import { seededRandom } from '../../src/core/random.js';

export const permutations = 128;
/** 16 bands of 8: two texts of Jaccard similarity s share one with probability 1 - (1 - s^8)^16, 0.95 at 0.8. */
export const bands = 16;
const rows = permutations / bands;

const random = seededRandom(1, 'permutations of shingles');
const multipliers = Int32Array.from({ length: permutations }, () => (random() * 2 ** 32) | 1);
const increments = Int32Array.from({ length: permutations }, () => (random() * 2 ** 32) | 0);

/**
 * The signature of a set: for each permutation its least value. The share of places in which two signatures agree
 * estimates their sets' Jaccard similarity.
 *
 * @param signature is written over: 128 values
 */
export function minHash(shingles: Uint32Array, signature: Int32Array): Int32Array {
  // As signed numbers they stay within registers; the order of values is another, and as good.
  const signed = new Int32Array(shingles.buffer, shingles.byteOffset, shingles.length);
  const { length } = signed;
  // Four permutations a pass: each value read serves them all, and the least values stay in registers.
  for (let k = 0; k < permutations; k += 4) {
    const [m0 = 1, m1 = 1, m2 = 1, m3 = 1] = [
      multipliers[k],
      multipliers[k + 1],
      multipliers[k + 2],
      multipliers[k + 3],
    ];
    const [i0 = 0, i1 = 0, i2 = 0, i3 = 0] = [
      increments[k],
      increments[k + 1],
      increments[k + 2],
      increments[k + 3],
    ];
    let [least0, least1, least2, least3] = [0x7fffffff, 0x7fffffff, 0x7fffffff, 0x7fffffff];
    for (let at = 0; at < length; at += 1) {
      const shingle = signed[at] ?? 0;
      least0 = Math.min(least0, (Math.imul(m0, shingle) + i0) | 0);
      least1 = Math.min(least1, (Math.imul(m1, shingle) + i1) | 0);
      least2 = Math.min(least2, (Math.imul(m2, shingle) + i2) | 0);
      least3 = Math.min(least3, (Math.imul(m3, shingle) + i3) | 0);
    }
    signature[k] = least0;
    signature[k + 1] = least1;
    signature[k + 2] = least2;
    signature[k + 3] = least3;
  }
  return signature;
}

/** A band of a signature as one number of 52 bits. */
export function bandKey(signature: Int32Array, band: number): number {
  let high = 0x9e3779b9 ^ band;
  let low = 0x85ebca6b ^ band;
  for (let row = band * rows; row < (band + 1) * rows; row += 1) {
    const value = signature[row] ?? 0;
    high = Math.imul(high ^ value, 0x01000193);
    low = Math.imul(low ^ (value >>> 15) ^ value, 0xcc9e2d51);
    low = (low << 13) | (low >>> 19);
  }
  return ((high ^ (high >>> 12)) & 0xfffff) * 2 ** 32 + (low >>> 0);
}
