import { availableParallelism } from 'node:os';

import { InferenceSession, Tensor } from '../../src/core/onnx-runtime.js';
import { dot } from './dot.js';
import type { NearestInput, NearestKind } from './nearest.js';
import { type Neighbours, noNeighbours, offer, worstOf } from './neighbours.js';
import { productGraph } from './product-graph.js';
import { productError, type Quantised, quantise } from './quantised.js';

/** Sides of the blocks multiplied at once: their products (4 MB) stay near the processor's cache. */
const queriesPerBlock = 512;
const rowsPerBlock = 2048;

/** Sums of two products of such numbers, one of them without its sign, stay within 16 bits: some processors need that. */
const rowLimit = 63;
const queryLimit = 127;
/** The byte that stands for 0 in a query. */
const zero = 128;

interface RowBlock {
  readonly first: number;
  readonly count: number;
  /** [dimensions, count]. */
  readonly columns: Tensor;
  /** The largest of its rows' steps. */
  readonly largestStep: number;
}

/** The rows in blocks, each turned on its side. */
function rowBlocks(values: Int8Array, steps: Float64Array, dimensions: number): RowBlock[] {
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

interface QueryBlock extends Quantised {
  readonly first: number;
  readonly count: number;
  /** [count, dimensions]. */
  readonly bytes: Tensor;
}

function queryBlock(queries: Float32Array, first: number, last: number, dimensions: number): QueryBlock {
  const quantised = quantise(queries.subarray(first * dimensions, last * dimensions), dimensions, queryLimit);
  const bytes = new Uint8Array(quantised.values.length);
  // A loop takes a thirtieth of the time of Uint8Array.from.
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = (quantised.values[at] ?? 0) + zero;
  const count = last - first;
  return { ...quantised, first, count, bytes: new Tensor('uint8', bytes, [count, dimensions]) };
}

interface ProductBlock {
  readonly asked: QueryBlock;
  readonly block: RowBlock;
  /** Row-major [queries of the block, rows of the block]. */
  readonly products: Int32Array;
}

/** Offers to the queries of a block every row that could be among their best. */
function scan(
  { products, asked, block: { first, count, largestStep } }: ProductBlock,
  rows: Omit<Quantised, 'values'>,
  queries: Float32Array,
  { vectors, dimensions }: NearestInput,
  found: Neighbours,
): void {
  const margin = productError(asked, rows);
  const { steps } = rows;
  for (let index = 0; index < asked.count; index += 1) {
    const query = asked.first + index;
    const step = asked.steps[index] ?? 1;
    const start = index * count;
    let threshold = (worstOf(found, query) - margin) / step;
    let least = leastProduct(threshold, largestStep);
    for (let place = start; place < start + count; place += 1) {
      const product = products[place] ?? 0;
      // Most rows end here, by one comparison of whole numbers.
      if (product < least) continue;
      const row = first + place - start;
      if (product * (steps[row] ?? 0) < threshold) continue;
      offer(found, query, row, dot(queries, query, vectors, row, dimensions));
      threshold = (worstOf(found, query) - margin) / step;
      least = leastProduct(threshold, largestStep);
    }
  }
}

/** The product below which no row of a block reaches the threshold: that of the row whose numbers stand for most. */
function leastProduct(threshold: number, largestStep: number): number {
  return threshold > 0 ? Math.ceil(threshold / largestStep) : Number.NEGATIVE_INFINITY;
}

/**
 * Compares every query with every row: blocked products of small whole numbers by ONNX Runtime, whose error is bounded,
 * and of what could be best by that bound the true similarity in Float64. So nothing is missed, and rounding decides
 * nothing.
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
    const { values, ...rows } = quantise(vectors, dimensions, rowLimit);
    const blocks = rowBlocks(values, rows.steps, dimensions);
    const zeroPoint = new Tensor('uint8', Uint8Array.of(zero), []);

    /** The products of queries and rows, block by block. The next ones are computed while one is looked at. */
    async function* productBlocks(queries: Float32Array): AsyncGenerator<ProductBlock> {
      const compute = async (asked: QueryBlock, block: RowBlock): Promise<ProductBlock> => {
        const inputs = { queries: asked.bytes, rows: block.columns, zero: zeroPoint };
        const { products } = await session.run(inputs);
        if (!(products?.data instanceof Int32Array)) throw new TypeError('Expected Int32 products.');
        return { asked, block, products: products.data };
      };
      let ahead: Promise<ProductBlock> | undefined;
      const count = queries.length / dimensions;
      for (let first = 0; first < count; first += queriesPerBlock) {
        const asked = queryBlock(queries, first, Math.min(count, first + queriesPerBlock), dimensions);
        for (const block of blocks) {
          const ready = await ahead;
          ahead = compute(asked, block);
          if (ready) yield ready;
        }
      }
      if (ahead) yield await ahead;
    }

    return {
      kind: 'exact',
      async search(queries, k) {
        const found = noNeighbours(queries.length / dimensions, k);
        for await (const block of productBlocks(queries)) scan(block, rows, queries, input, found);
        return found;
      },
      close: () => session.release(),
    };
  },
};
