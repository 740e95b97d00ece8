/** Which rows could be among the best of a query, by products of small whole numbers whose error is bounded. */

import { InferenceSession, Tensor } from '../../src/core/onnx-runtime.js';
import { type Neighbours, noNeighbours, offer, worstOf } from './neighbours.js';
import { productGraph } from './product-graph.js';
import { productError, type Quantised } from './quantised.js';

/** Sums of two products of such numbers, one of them without its sign, stay within 16 bits: some processors need that. */
export const rowLimit = 63;
export const queryLimit = 127;

/** Sides of the blocks multiplied at once: their products (2 MB) stay near the processor. */
const queriesPerBlock = 256;
const rowsPerBlock = 2048;
/** The byte that stands for 0 in a query. */
const zero = 128;
const smallestProduct = -(2 ** 31);

/** A list of rows for each query. */
export interface Shortlists {
  /** One list after another, each in rising order. */
  readonly rows: Int32Array<ArrayBuffer>;
  /** Where each query's list ends. */
  readonly ends: Int32Array<ArrayBuffer>;
}

/** Finds rows by products of whole numbers. */
export interface Shortlister {
  /** Lists for each query every row whose true product can be among its k largest, equal ones included. */
  find(queries: Quantised, k: number): Promise<Shortlists>;
  close(): Promise<void>;
}

interface RowBlock {
  readonly first: number;
  readonly count: number;
  /** [dimensions, count]. */
  readonly columns: Tensor;
  /** The largest of its rows' steps. */
  readonly largestStep: number;
}

/** The rows in blocks, each turned on its side. */
function rowBlocks({ values, steps }: Quantised, dimensions: number): RowBlock[] {
  const rows = steps.length;
  return Array.from({ length: Math.ceil(rows / rowsPerBlock) }, (_, block) => {
    const first = block * rowsPerBlock;
    const count = Math.min(rows - first, rowsPerBlock);
    const columns = new Int8Array(count * dimensions);
    for (let row = 0; row < count; row += 1) {
      const start = (first + row) * dimensions;
      for (let side = 0; side < dimensions; side += 1)
        columns[side * count + row] = values[start + side] ?? 0;
    }
    const largestStep = steps.subarray(first, first + count).reduce((a, b) => Math.max(a, b), 0);
    return { first, count, columns: new Tensor('int8', columns, [dimensions, count]), largestStep };
  });
}

/** What is known of some queries while blocks of rows go by. */
interface Search {
  readonly count: number;
  /** What 1 stands for, in each query. */
  readonly steps: Float64Array;
  /** How far a product can be from the truth. */
  readonly margin: number;
  /** The best rows of each query by their products. */
  readonly best: Neighbours;
  /** Rows that could be among the best when they went by, and their products; a list a query. */
  readonly met: readonly { readonly rows: number[]; readonly products: number[] }[];
}

/** The product, in units of the query's step, below which no row is among the best: it and the k-th best may both be off. */
function thresholdOf({ best, steps, margin }: Search, query: number): number {
  return (worstOf(best, query) - 2 * margin) / (steps[query] ?? 1);
}

/** The whole number below which no row of a block reaches the threshold: that of the row whose numbers stand for most. */
function leastProduct(threshold: number, largestStep: number): number {
  return threshold > 0 ? Math.ceil(threshold / largestStep) : smallestProduct;
}

/** The first place from `place` on whose product reaches `least`, or `end`. Nearly all rows end here, four by four. */
function nextAtLeast(products: Int32Array, place: number, end: number, least: number): number {
  let at = place;
  while (
    at + 3 < end &&
    (products[at] ?? 0) < least &&
    (products[at + 1] ?? 0) < least &&
    (products[at + 2] ?? 0) < least &&
    (products[at + 3] ?? 0) < least
  ) {
    at += 4;
  }
  while (at < end && (products[at] ?? 0) < least) at += 1;
  return at;
}

/** Looks through the products of a block of queries with a block of rows. */
function scan(products: Int32Array, block: RowBlock, rowSteps: Float64Array, search: Search): void {
  const { first, count, largestStep } = block;
  for (let query = 0; query < search.count; query += 1) {
    const start = query * count;
    const end = start + count;
    let threshold = thresholdOf(search, query);
    let least = leastProduct(threshold, largestStep);
    const met = search.met[query];
    for (
      let place = nextAtLeast(products, start, end, least);
      place < end;
      place = nextAtLeast(products, place + 1, end, least)
    ) {
      const row = first + place - start;
      const product = (products[place] ?? 0) * (rowSteps[row] ?? 0);
      if (product < threshold) continue;
      met?.rows.push(row);
      met?.products.push(product);
      offer(search.best, query, row, product * (search.steps[query] ?? 1));
      threshold = thresholdOf(search, query);
      least = leastProduct(threshold, largestStep);
    }
  }
}

/** The rows met that still could be among the best, now that all have gone by. */
function shortlistOf(search: Search, query: number): number[] {
  const threshold = thresholdOf(search, query);
  const { rows, products } = search.met[query] ?? { rows: [], products: [] };
  return rows.filter((_, at) => (products[at] ?? 0) >= threshold);
}

/**
 * Finds rows on this thread, which a product blocks.
 *
 * @param leaveOffIfTold called for every block of queries; what it throws ends the search
 */
export async function openShortlister(
  rows: Quantised,
  dimensions: number,
  leaveOffIfTold: () => void,
): Promise<Shortlister> {
  const session = await InferenceSession.create(productGraph(dimensions), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  });
  const blocks = rowBlocks(rows, dimensions);
  const zeroPoint = new Tensor('uint8', Uint8Array.of(zero), []);

  const findInBlock = async (values: Int8Array, steps: Float64Array, margin: number, k: number) => {
    const count = steps.length;
    const bytes = new Uint8Array(values.length);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = (values[at] ?? 0) + zero;
    const queries = new Tensor('uint8', bytes, [count, dimensions]);
    const met = Array.from({ length: count }, () => ({ rows: [], products: [] }));
    const search: Search = { count, steps, margin, best: noNeighbours(count, k), met };
    for (const block of blocks) {
      const { products } = await session.run({ queries, rows: block.columns, zero: zeroPoint });
      if (!(products?.data instanceof Int32Array)) throw new TypeError('Expected Int32 products.');
      scan(products.data, block, rows.steps, search);
    }
    return Array.from({ length: count }, (_, query) => shortlistOf(search, query));
  };

  return {
    async find(queries, k) {
      const margin = productError(queries, rows);
      const count = queries.steps.length;
      const lists: number[][] = [];
      for (let first = 0; first < count; first += queriesPerBlock) {
        leaveOffIfTold();
        const last = Math.min(count, first + queriesPerBlock);
        const values = queries.values.subarray(first * dimensions, last * dimensions);
        lists.push(...(await findInBlock(values, queries.steps.subarray(first, last), margin, k)));
      }
      let end = 0;
      const ends = Int32Array.from(lists, (list) => {
        end += list.length;
        return end;
      });
      return { rows: Int32Array.from(lists.flat()), ends };
    },
    close: () => session.release(),
  };
}
