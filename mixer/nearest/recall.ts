import { exact } from './exact.js';
import type { NearestIndex, NearestInput } from './nearest.js';

/**
 * recall@1: the share of queries for which the index finds the most similar row, or one just as similar, as exact
 * search does. 1 for the exact index, without measuring.
 *
 * @param queries row-major [n, dimensions]
 */
export async function measureRecall(
  index: NearestIndex,
  input: NearestInput,
  queries: Float32Array,
): Promise<{ recallAt1: number; sample: number }> {
  const sample = queries.length / input.dimensions;
  if (index.kind === 'exact' || sample === 0) return { recallAt1: 1, sample };
  const truth = await exact.open(input);
  try {
    const [found, best] = [await index.search(queries, 1), await truth.search(queries, 1)];
    const hits = found.similarities.filter((similarity, query) => similarity === best.similarities[query]);
    return { recallAt1: hits.length / sample, sample };
  } finally {
    await truth.close();
  }
}
