import { availableParallelism } from 'node:os';

import { InferenceSession, Tensor } from '../../src/core/onnx-runtime.js';
import { dot } from './dot.js';
import type { NearestInput, NearestKind } from './nearest.js';
import { type Neighbours, noNeighbours, offer, worstOf } from './neighbours.js';
import { productGraph } from './product-graph.js';

/** Sides of the blocks multiplied at once: their products (4 MB) stay near the processor's cache. */
const queriesPerBlock = 512;
const rowsPerBlock = 2048;

/** Offers to the queries of a block every row whose approximate product could be among their best. */
function scan(
  products: Float32Array,
  block: { queries: Float32Array; firstQuery: number; lastQuery: number; firstRow: number; lastRow: number },
  { vectors, dimensions }: NearestInput,
  found: Neighbours,
): void {
  // Two sums of Float32 products of unit vectors may each be off by dimensions * 2^-24 (Higham 2002, section 3.1).
  const margin = 2 * dimensions * 2 ** -24;
  let place = 0;
  for (let query = block.firstQuery; query < block.lastQuery; query += 1) {
    let threshold = worstOf(found, query) - margin;
    for (let row = block.firstRow; row < block.lastRow; row += 1) {
      if ((products[place++] ?? 0) < threshold) continue;
      offer(found, query, row, dot(block.queries, query, vectors, row, dimensions));
      threshold = worstOf(found, query) - margin;
    }
  }
}

/**
 * Compares every query with every row: blocked matrix products by ONNX Runtime (twenty times as fast as loops in
 * JavaScript), whose candidates are then summed again in Float64, so that rounding decides nothing.
 */
export const exact: NearestKind = {
  name: 'exact',
  async open(input) {
    const { vectors, dimensions } = input;
    const session = await InferenceSession.create(productGraph(dimensions), {
      intraOpNumThreads: availableParallelism(),
      interOpNumThreads: 1,
      // Threads that wait by spinning take the processor from whoever reads the batch.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
    const rows = vectors.length / dimensions;
    const blockOf = (matrix: Float32Array, first: number, last: number): Tensor =>
      new Tensor('float32', matrix.subarray(first * dimensions, last * dimensions), [
        last - first,
        dimensions,
      ]);

    return {
      kind: 'exact',
      async search(queries, k) {
        const count = queries.length / dimensions;
        const found = noNeighbours(count, k);
        for (let firstQuery = 0; firstQuery < count; firstQuery += queriesPerBlock) {
          const lastQuery = Math.min(count, firstQuery + queriesPerBlock);
          const queryBlock = blockOf(queries, firstQuery, lastQuery);
          for (let firstRow = 0; firstRow < rows; firstRow += rowsPerBlock) {
            const lastRow = Math.min(rows, firstRow + rowsPerBlock);
            const { products } = await session.run({
              queries: queryBlock,
              rows: blockOf(vectors, firstRow, lastRow),
            });
            if (!(products?.data instanceof Float32Array)) throw new TypeError('Expected Float32 products.');
            scan(products.data, { queries, firstQuery, lastQuery, firstRow, lastRow }, input, found);
          }
        }
        return found;
      },
      close: () => session.release(),
    };
  },
};
