/** Sketches of texts' shingles, by which most pairs are known not to be near before they are compared. */

/** Words of 32 bits: a map of 256 bits, then how many shingles there are. */
export const sketchWords = 9;
const mapWords = sketchWords - 1;
const mapBits = 32 * mapWords;

/**
 * Writes the sketch of a text. Each shingle sets one bit of the map.
 *
 * @param shingles hashes, repeats included
 * @param sketches zeros, from `at` on
 */
export function writeSketch(shingles: Uint32Array, sketches: Uint32Array, at: number): void {
  for (let shingle = 0; shingle < shingles.length; shingle += 1) {
    const bit = (shingles[shingle] ?? 0) & (mapBits - 1);
    const word = at + (bit >>> 5);
    sketches[word] = (sketches[word] ?? 0) | (1 << (bit & 31));
  }
  sketches[at + mapWords] = shingles.length;
}

/**
 * Whether the shingles of two texts may have a Jaccard similarity of four fifths: false is certain. They have it just where
 * those in one text alone are at most a ninth of the sizes together, and each bit that differs stands for one of these.
 */
export function mayBeNear(a: Uint32Array, aAt: number, b: Uint32Array, bAt: number): boolean {
  const sizes = (a[aAt + mapWords] ?? 0) + (b[bAt + mapWords] ?? 0);
  let differing = 0;
  for (let word = 0; word < mapWords; word += 1) {
    differing += ones((a[aAt + word] ?? 0) ^ (b[bAt + word] ?? 0));
  }
  return 9 * differing <= sizes;
}

/** How many bits of a number of 32 bits are set (Hacker's Delight, 5-1). */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
