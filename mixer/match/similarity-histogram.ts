/** Similarities counted in bins: their quantiles do not depend on order. */

const binsPerUnit = 10_000;
const bins = 2 * binsPerUnit + 1;

/** The shares of the similarities at or below which the manifest gives a value. */
const reported = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];

/**
 * Cosine similarities counted in bins of 0.0001: whole numbers, so any order of the queries and any way of
 * splitting them gives the same.
 */
export type SimilarityHistogram = Float64Array;

export function emptyHistogram(): SimilarityHistogram {
  return new Float64Array(bins);
}

/** Counts a similarity, from -1 to 1, `count` times. */
export function countSimilarity(histogram: SimilarityHistogram, similarity: number, count: number): void {
  const bin = Math.round((Math.min(1, Math.max(-1, similarity)) + 1) * binsPerUnit);
  histogram[bin] = (histogram[bin] ?? 0) + count;
}

/** The similarity that a share `p` of the counts lies at or below, to 0.0001; NaN for an empty histogram. */
export function similarityQuantile(histogram: SimilarityHistogram, p: number): number {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  if (total === 0) return Number.NaN;
  const wanted = Math.max(1, Math.ceil(p * total));
  let below = 0;
  const bin = histogram.findIndex((count) => {
    below += count;
    return below >= wanted;
  });
  return (bin - binsPerUnit) / binsPerUnit;
}

/** The quantiles that the manifest reports, by their share; none for an empty histogram. */
export function similarityQuantiles(histogram: SimilarityHistogram): Record<string, number> {
  if (histogram.every((count) => count === 0)) return {};
  return Object.fromEntries(reported.map((p) => [String(p), similarityQuantile(histogram, p)]));
}
