import { MixevalError } from '../src/core/errors.js';
import { type Format, formats, type Item } from '../src/core/schemas/item.js';
import { takeRows } from './nearest/rows.js';

/** The sampling frame: the pool in one fixed order, so that the order it came in decides nothing. */
export interface Frame {
  /** Sorted by id; an item's place here is its row everywhere else. */
  readonly items: readonly Item[];
  /** Row-major [items, dimensions], unit vectors. */
  readonly vectors: Float32Array;
  readonly dimensions: number;
  readonly rowsByFormat: Readonly<Record<Format, readonly number[]>>;
}

/**
 * Sorts the pool by id and its vectors with it.
 *
 * @throws MixevalError `too-few` for an empty pool, `invalid-data` where an id stands twice or vectors are missing
 */
export function frameOf(pool: readonly Item[], vectors: Float32Array, dimensions: number): Frame {
  if (pool.length === 0) {
    throw new MixevalError('too-few', 'The pool is empty: there is no item to draw.', {
      next: 'Add benchmark items with `mixeval pool add NAME`.',
      details: { items: 0 },
    });
  }
  if (vectors.length !== pool.length * dimensions) {
    throw new MixevalError(
      'invalid-data',
      `${pool.length} items of ${dimensions} dimensions need ${pool.length * dimensions} numbers, not ${vectors.length}.`,
      { next: 'Encode the whole pool, in its order.' },
    );
  }
  const order = pool.map((item, place) => ({ id: item.id, place }));
  order.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const twice = order.find(({ id }, row) => row > 0 && order[row - 1]?.id === id);
  if (twice) {
    throw new MixevalError('invalid-data', `Item ${twice.id} stands in the pool twice.`, {
      next: 'Merge the copies first: an item may be drawn only once.',
    });
  }
  const places = order.map(({ place }) => place);
  const items = places.flatMap((place) => pool[place] ?? []);
  const rowsOf = (format: Format): number[] =>
    items.flatMap((item, row) => (item.problem_type === format ? [row] : []));
  return {
    items,
    // A pool that is sorted already needs no second copy of its vectors.
    vectors: places.every((place, row) => place === row) ? vectors : takeRows(vectors, dimensions, places),
    dimensions,
    rowsByFormat: { 'free-form': rowsOf('free-form'), 'multiple-choice': rowsOf('multiple-choice') },
  };
}

/** A value for each format, made in the formats' fixed order. */
export function byFormat<T>(make: (format: Format) => T): Record<Format, T> {
  const [freeForm, multipleChoice] = formats;
  return { [freeForm]: make(freeForm), [multipleChoice]: make(multipleChoice) };
}
