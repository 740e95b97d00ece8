import type { LongTask } from '../../src/core/progress.js';
import type { Neighbours } from './neighbours.js';

/** A kind of index. One file a kind, one line in the registry, one row in the contract test. */
export interface NearestKind {
  readonly name: 'hnsw' | 'exact';
  /** Builds the index, or takes up the one kept at `indexFile` if it is of these very vectors. */
  open(input: NearestInput, task?: LongTask): Promise<NearestIndex>;
}

export interface NearestInput {
  /** Row-major [rows, dimensions], unit vectors. Held as long as the index is open; must not change. */
  readonly vectors: Float32Array;
  readonly dimensions: number;
  /** Where the index is kept for the next time, if it is of a kind that takes time to build. */
  readonly indexFile?: string | undefined;
  /**
   * Some queries of the kind to come, row-major [n, dimensions]: an approximate index learns from them which of its
   * answers to check. Without them it checks none.
   */
  readonly sample?: Float32Array | undefined;
}

/** Finds the rows most similar to a query. */
export interface NearestIndex {
  /** The kind it really is: `exact` where hnswlib is not installed. */
  readonly kind: NearestKind['name'];
  /**
   * The k rows of largest inner product with each query, equal ones by row. What is found for a query, and the
   * similarity it is given, depends neither on the queries around it nor on threads.
   *
   * @param queries row-major [n, dimensions], unit vectors
   * @param k neighbours of each query, 1 or more
   */
  search(queries: Float32Array, k: number): Promise<Neighbours>;
  /** Frees its memory and threads. */
  close(): Promise<void>;
}
