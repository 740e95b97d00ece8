/** Batches of texts of one token length, so that a text's vector does not depend on its neighbours. */

import { addTo } from '../src/core/groups.js';

/** Texts of one token length that go through the graph together. */
export interface Batch {
  /** Tokens of each text. */
  readonly tokens: number;
  /** Rows the graph gets: where there are fewer texts, the last one is repeated. */
  readonly rows: number;
  /** The texts' places in the list that was batched. */
  readonly texts: readonly number[];
}

/** Tokens that keep one core busy: beyond this a larger batch is no faster and only takes memory. */
export const busyTokens = 160;

/**
 * Rows of a batch of that token length. It depends on the length alone: an embedding's last bits change with the
 * number of rows it is computed among, and so would with the neighbours it happened to have.
 */
export function rowsOf(tokens: number, rowsPerBatch: number): number {
  return Math.max(1, Math.min(rowsPerBatch, Math.floor(busyTokens / tokens)));
}

/**
 * Groups texts by token length into full batches, longest first, so that threads finish together and the rate
 * shown on the way is no promise that is broken later.
 *
 * @param lengths tokens of each text
 * @param rowsPerBatch the most rows of a batch
 */
export function batchesByLength(lengths: readonly number[], rowsPerBatch: number): Batch[] {
  const byLength = new Map<number, number[]>();
  lengths.forEach((tokens, text) => {
    addTo(byLength, tokens, text);
  });
  return [...byLength]
    .sort(([a], [b]) => b - a)
    .flatMap(([tokens, texts]) => {
      const rows = rowsOf(tokens, rowsPerBatch);
      return Array.from({ length: Math.ceil(texts.length / rows) }, (_, batch) => ({
        tokens,
        rows,
        texts: texts.slice(batch * rows, (batch + 1) * rows),
      }));
    });
}
