import type { Neighbours } from './neighbours.js';

/** The share of a sample's queries for which the most similar row is to be found, 0 to 1. */
const wantedRecall = 0.996;
/** Where a larger share of the queries would be asked again, asking the graphs first takes longer than it saves. */
const worthAsking = 0.8;

/**
 * The similarity up to which an approximate answer is doubtful: once the queries whose best row is no more similar than
 * that are answered exactly, the best row of `wantedRecall` of the sample is found. Graphs miss queries that are near
 * no row, hardly ever those that are near one, so the similarity itself tells.
 *
 * @param found the best row of each query of a sample, as approximated
 * @param truth as it is
 * @returns -Infinity where every answer can be trusted; Infinity where none need be asked for, because so few can be
 * trusted or the sample is empty
 */
export function doubtfulUpTo(
  found: Pick<Neighbours, 'similarities'>,
  truth: Pick<Neighbours, 'similarities'>,
): number {
  if (found.similarities.length === 0) return Number.POSITIVE_INFINITY;
  const missed = found.similarities.filter((similarity, query) => similarity !== truth.similarities[query]);
  const allowed = Math.floor((1 - wantedRecall) * found.similarities.length);
  const threshold = missed.sort((a, b) => b - a)[allowed] ?? Number.NEGATIVE_INFINITY;
  const doubted = found.similarities.filter((similarity) => similarity <= threshold).length;
  return doubted > worthAsking * found.similarities.length ? Number.POSITIVE_INFINITY : threshold;
}
