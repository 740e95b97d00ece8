import { exact } from './exact.js';
import { hnsw } from './hnsw.js';
import { nearestKinds } from './index.js';
import type { NearestKind } from './nearest.js';

/** A kind of index by name, or `auto`: the one that suits the size of the pool. */
export type IndexChoice = 'auto' | NearestKind['name'];

/**
 * Up to so many rows exact search is the faster one, because graphs take longer to build than all products to compute,
 * and it misses nothing (docs/real-run.md measures both on one pool).
 */
const exactUpToRows = 250_000;

/** The kind of index for a pool of so many rows. */
export function nearestKindFor(choice: IndexChoice, rows: number): NearestKind {
  if (choice !== 'auto') return nearestKinds.get(choice);
  return rows <= exactUpToRows ? exact : hnsw;
}
