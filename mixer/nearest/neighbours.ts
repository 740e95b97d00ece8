/** The k nearest rows of each query, best first. */
export interface Neighbours {
  readonly k: number;
  /** Row-major [queries, k]; -1 where there are fewer rows than k. */
  readonly rows: Int32Array;
  /** Row-major [queries, k]: inner products summed in Float64; -Infinity beside row -1. */
  readonly similarities: Float64Array;
}

/** Neighbours still to be found. */
export function noNeighbours(queries: number, k: number): Neighbours {
  return {
    k,
    rows: new Int32Array(queries * k).fill(-1),
    similarities: new Float64Array(queries * k).fill(Number.NEGATIVE_INFINITY),
  };
}

/** The similarity that a row must reach to be among a query's neighbours found so far. */
export function worstOf({ k, similarities }: Neighbours, query: number): number {
  return similarities[query * k + k - 1] ?? Number.NEGATIVE_INFINITY;
}

/** Takes a row into a query's neighbours if it belongs there. Of two equal ones the smaller row goes first. */
export function offer(found: Neighbours, query: number, row: number, similarity: number): void {
  const { k, rows, similarities } = found;
  const first = query * k;
  let place = first + k - 1;
  const last = similarities[place] ?? Number.NEGATIVE_INFINITY;
  if (similarity < last || (similarity === last && row > (rows[place] ?? -1))) return;
  for (; place > first; place -= 1) {
    const before = similarities[place - 1] ?? Number.NEGATIVE_INFINITY;
    if (before > similarity || (before === similarity && (rows[place - 1] ?? -1) < row)) break;
    similarities[place] = before;
    rows[place] = rows[place - 1] ?? -1;
  }
  similarities[place] = similarity;
  rows[place] = row;
}
