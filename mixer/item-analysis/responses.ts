/** Who answered what, as a matrix of subjects and items. */

import type { Item } from '../../src/core/schemas/item.js';
import type { ItemResult } from '../../src/core/schemas/item-result.js';

/** Who answered what, and how well. */
export interface ResponseMatrix {
  /** Sorted by name. */
  readonly subjects: readonly string[];
  readonly rows: number;
  /** Row-major [rows, subjects]: 0 to 1, NaN where the subject has not answered the item. */
  readonly scores: Float64Array;
}

/** The subjects that answered an item, by their place, with their scores. */
export function answersTo(
  { subjects, scores }: ResponseMatrix,
  row: number,
): { readonly subject: number; readonly score: number }[] {
  return subjects.flatMap((_, subject) => {
    const score = scores[row * subjects.length + subject] ?? Number.NaN;
    return Number.isNaN(score) ? [] : [{ subject, score }];
  });
}

/**
 * The response matrix over the frame's rows. Results of items that are not in the frame are left out, and subjects
 * with no others; of several results of one subject on one item the mean counts.
 *
 * @param items the frame's items, in its order
 * @param results in any order
 */
export function responseMatrix(items: readonly Item[], results: readonly ItemResult[]): ResponseMatrix {
  const rowOf = new Map(items.map(({ id }, row) => [id, row]));
  const known = results.flatMap(({ subject, item, score }) => {
    const row = rowOf.get(item);
    return row === undefined ? [] : [{ subject, row, score }];
  });
  const subjects = [...new Set(known.map(({ subject }) => subject))].sort();
  const placeOf = new Map(subjects.map((subject, place) => [subject, place]));
  const cells = known.map(({ subject, row, score }) => ({
    cell: row * subjects.length + (placeOf.get(subject) ?? 0),
    score,
  }));
  // Repeats are summed in order of size, so that the order they came in changes no bit.
  cells.sort((a, b) => a.cell - b.cell || a.score - b.score);
  const scores = new Float64Array(items.length * subjects.length).fill(Number.NaN);
  for (let from = 0; from < cells.length; ) {
    const cell = cells[from]?.cell ?? 0;
    let to = from;
    let sum = 0;
    for (; cells[to]?.cell === cell; to += 1) sum += cells[to]?.score ?? 0;
    scores[cell] = sum / (to - from);
    from = to;
  }
  return { subjects, rows: items.length, scores };
}
