/** Parameters of the graph (Malkov and Yashunin 2020, section 4). */
export interface HnswSettings {
  /** Links of a node on the upper layers; twice as many on the lowest. */
  readonly m: number;
  /** Candidates kept while a node is linked. */
  readonly efConstruction: number;
  /** Candidates kept while a query is answered. */
  readonly efSearch: number;
  /** Of the layers that nodes are put on. */
  readonly seed: number;
}

/**
 * Chosen on 115,840 real benchmark items and 2,000 real queries (all-MiniLM-L6-v2, two shards). Most real queries are near
 * no item; to find the best of those, a graph has to be searched so widely that comparing everything takes less time.
 * So they are left to exact search (`doubtful.ts`), and the graphs are thin ones that take little time to build and ask.
 */
export const hnswSettings: HnswSettings = { m: 8, efConstruction: 30, efSearch: 16, seed: 100 };

/** Fewer rows than this are not worth a second thread. */
const rowsForTwoShards = 2_000;

/**
 * How many graphs the rows are split over, each built and searched on its own thread. It depends on the rows alone,
 * so that another machine builds the same graphs; each query goes through all of them, which is why they are few.
 */
export function shardsFor(rows: number): number {
  return rows < rowsForTwoShards ? 1 : 2;
}
