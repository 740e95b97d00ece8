import type { Neighbours } from './neighbours.js';

/** The share of a sample's queries for which the most similar row is to be found, 0 to 1. */
const wantedRecall = 0.996;

/**
 * The similarity up to which an approximate answer is doubtful: once the queries whose best row is no more similar than
 * that are answered exactly, the best row of `wantedRecall` of the sample is found. Graphs miss queries that are near
 * no row, hardly ever those that are near one, so the similarity itself tells.
 *
 * @param found the best row of each query of a sample, as approximated
 * @param truth as it is
 * @returns -Infinity where every answer can be trusted, Infinity where none can because the sample is empty
 */
export function doubtfulUpTo(
  found: Pick<Neighbours, 'similarities'>,
  truth: Pick<Neighbours, 'similarities'>,
): number {
  if (found.similarities.length === 0) return Number.POSITIVE_INFINITY;
  const missed = found.similarities.filter((similarity, query) => similarity !== truth.similarities[query]);
  const allowed = Math.floor((1 - wantedRecall) * found.similarities.length);
  return missed.sort((a, b) => b - a)[allowed] ?? Number.NEGATIVE_INFINITY;
}
