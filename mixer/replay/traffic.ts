import type { Random } from '../../src/core/random.js';

/**
 * The traffic of another month: so many queries drawn from the corpus with replacement, each falling on its item.
 *
 * @param counts the corpus' queries by item
 * @returns the drawn queries by item
 */
export function drawTraffic(counts: Float64Array, queries: number, random: Random): Float64Array {
  const upTo = new Float64Array(counts.length);
  let total = 0;
  counts.forEach((count, row) => {
    total += count;
    upTo[row] = total;
  });
  const drawn = new Float64Array(counts.length);
  if (total === 0) return drawn;
  for (let query = 0; query < queries; query += 1) {
    const at = random() * total;
    let low = 0;
    let high = counts.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    drawn[low] = (drawn[low] ?? 0) + 1;
  }
  return drawn;
}
