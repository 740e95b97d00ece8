/** Queries as lines of JSON, with what duplicates are found by. */

import type { WildQuery } from '../../src/core/schemas/wild-query.js';
import { idBytes } from '../duplicates/exact.js';
import { textKeyWords, writeSignature } from '../duplicates/near.js';
import { sketchWords } from '../duplicates/sketch.js';

/** Lines of JSON in UTF-8, a query each, and what they are compared by: plain bytes, which threads hand on uncopied. */
export interface SignedLines {
  /** How many there are. */
  readonly length: number;
  /** Where each line begins in its bytes, and how long it is without its end. */
  readonly offsets: Uint32Array<ArrayBuffer>;
  readonly lengths: Uint32Array<ArrayBuffer>;
  /** 16 bytes each. */
  readonly ids: Uint8Array<ArrayBuffer>;
  readonly counts: Float64Array<ArrayBuffer>;
  /** `textKeyWords` words each; none where near duplicates stay apart. */
  readonly keys: Uint32Array<ArrayBuffer>;
  /** `sketchWords` words each, or none. */
  readonly sketches: Uint32Array<ArrayBuffer>;
}

/** A query and where its line stands. */
export interface QueryLine {
  readonly query: WildQuery;
  readonly offset: number;
  readonly length: number;
}

/** @param near whether near duplicates are looked for */
export function signed(queries: readonly QueryLine[], near: boolean): SignedLines {
  const { length } = queries;
  const offsets = new Uint32Array(length);
  const lengths = new Uint32Array(length);
  const counts = new Float64Array(length);
  const ids = new Uint8Array(length * idBytes);
  const idBuffer = Buffer.from(ids.buffer);
  const keys = new Uint32Array(near ? length * textKeyWords : 0);
  const sketches = new Uint32Array(near ? length * sketchWords : 0);
  queries.forEach(({ query, offset, length: bytes }, at) => {
    offsets[at] = offset;
    lengths[at] = bytes;
    counts[at] = query.count;
    idBuffer.write(query.id, at * idBytes, 'hex');
    if (near) writeSignature(query.text, { keys, sketches }, at);
  });
  return { length, offsets, lengths, ids, counts, keys, sketches };
}

/** What may be given to another thread without a copy. */
export function buffersOf({ offsets, lengths, ids, counts, keys, sketches }: SignedLines): ArrayBuffer[] {
  return [offsets.buffer, lengths.buffer, ids.buffer, counts.buffer, keys.buffer, sketches.buffer];
}
