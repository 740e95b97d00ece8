import { permanentRandom } from '../../src/core/random.js';
import type { Format } from '../../src/core/schemas/item.js';
import type { Frame } from '../frame.js';
import type { Matching } from '../match/match.js';

/** The items of one format that any query matched: what its splits are drawn from. Everything by candidate. */
export interface Candidates {
  readonly format: Format;
  /** Rows of the frame, ascending. */
  readonly rows: readonly number[];
  /** m: share of the format's matched queries, summing to 1. */
  readonly mass: Float64Array;
  /** Topic clusters. */
  readonly clusters: Int32Array;
  /** Permanent random numbers of this release. */
  readonly uniforms: Float64Array;
  /** B: the batch's queries matched to the format. */
  readonly batchMatched: number;
}

/** @param ordinal the release's place in its series, from 0 */
export function candidatesOf(frame: Frame, matching: Matching, format: Format, ordinal: number): Candidates {
  const rows = frame.rowsByFormat[format].filter((row) => (matching.counts[row] ?? 0) > 0);
  const counts = Float64Array.from(rows, (row) => matching.counts[row] ?? 0);
  const batchMatched = counts.reduce((sum, count) => sum + count, 0);
  return {
    format,
    rows,
    mass: counts.map((count) => count / batchMatched),
    clusters: Int32Array.from(rows, (row) => matching.topics[row] ?? 0),
    uniforms: Float64Array.from(rows, (row) => permanentRandom(frame.items[row]?.id ?? '', ordinal)),
    batchMatched,
  };
}
