import { createHash } from 'node:crypto';
import { MixevalError, throwIfAborted } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import { permanentRandom } from '../../src/core/random.js';
import type { WildQuery } from '../../src/core/schemas/wild-query.js';

/** One query of a batch and how often it was drawn. */
export interface BatchQuery {
  readonly id: string;
  readonly text: string;
  readonly count: number;
  /** A filter found weak evidence that it is unsafe, and flagged it. */
  readonly mayBeUnsafe?: true;
}

/** Shares of the batch, 0 to 1, largest first. */
export type Mix = Readonly<Record<string, number>>;

/** The wild queries of one release. */
export interface Batch {
  /** Queries drawn, counts included. */
  readonly total: number;
  /** Distinct queries drawn. */
  readonly distinct: number;
  /** Queries in the corpora, counts included, and distinct ones. */
  readonly corpusTotal: number;
  readonly corpusDistinct: number;
  /** sha256 over ids and counts: the same for the same batch, whatever order the corpora are read in. */
  readonly hash: string;
  /** The batch's shares by kind of source and by corpus. */
  readonly mix: { readonly byKind: Mix; readonly byCorpus: Mix };
  /** The batch in the order of ids. May be called again; of large corpora, which are read again then. */
  queries(): AsyncIterable<BatchQuery>;
}

export interface DrawOptions {
  /** All queries of the corpora from the beginning, in any order; called several times. */
  readonly queries: () => AsyncIterable<WildQuery & { readonly corpus?: string }>;
  /** Queries to draw, counts included; the whole corpus where left out. */
  readonly size?: number | undefined;
  readonly seed: number;
  /** Queries held in memory at once, about; the batch does not depend on it (default: 250,000). */
  readonly heldAtOnce?: number | undefined;
}

/** How often one corpus has a query. */
interface Occurrence {
  readonly kind: string;
  readonly corpus: string;
  readonly count: number;
}

/** A query merged over the corpora. */
interface MergedQuery {
  text: string;
  count: number;
  mayBeUnsafe: boolean;
  readonly occurrences: Occurrence[];
}

/**
 * Draws a batch in proportion to `count`: query q gets floor(x) + (u < frac(x)) places, x = size * count / total, with u
 * from a hash of seed and id. Its expectation is x, and neither the order nor the division of the corpora matters: the same
 * seed gives the same batch. The number drawn is `size` give or take: its
 * standard deviation is at most half the square root of the number of distinct queries.
 *
 * Memory does not grow with the corpora: ids are gone through in ranges, each small enough to be held. Where one is enough, it
 * is held for good.
 *
 * @throws MixevalError `usage` for a size below 1, `too-few` for corpora without a query
 */
export async function drawBatch(options: DrawOptions, { signal }: LongTask = {}): Promise<Batch> {
  const { size, seed, heldAtOnce = 250_000 } = options;
  if (size !== undefined && !(Number.isInteger(size) && size >= 1)) {
    throw new MixevalError('usage', `A batch of ${size} queries cannot be drawn.`, {
      next: 'Give a whole number from 1.',
    });
  }
  let records = 0;
  let corpusTotal = 0;
  for await (const { count } of options.queries()) {
    records += 1;
    corpusTotal += count;
  }
  if (corpusTotal === 0) {
    throw new MixevalError('too-few', 'There are no queries to draw a batch from.', {
      next: 'Mine some first: mixeval mine SOURCE...',
    });
  }
  const ranges = Math.ceil(records / heldAtOnce);
  const placesOf = (id: string, count: number): number => {
    if (size === undefined) return count;
    const expected = (size * count) / corpusTotal;
    const whole = Math.floor(expected);
    return whole + (permanentRandom(id, 0, `batch ${seed}`) < expected - whole ? 1 : 0);
  };
  const inRanges = async function* (): AsyncGenerator<[id: string, query: MergedQuery, places: number]> {
    for (let range = 0; range < ranges; range += 1) {
      throwIfAborted(signal);
      const merged = await mergedQueries(options.queries(), (id) => rangeOf(id, ranges) === range);
      for (const id of [...merged.keys()].sort()) {
        const query = merged.get(id);
        if (query) yield [id, query, placesOf(id, query.count)];
      }
    }
  };

  const hash = createHash('sha256');
  const byKind = new Map<string, number>();
  const byCorpus = new Map<string, number>();
  let total = 0;
  let distinct = 0;
  let corpusDistinct = 0;
  const held: BatchQuery[] = [];
  for await (const [id, query, places] of inRanges()) {
    corpusDistinct += 1;
    if (places === 0) continue;
    distinct += 1;
    total += places;
    if (ranges === 1) held.push(drawn(id, query, places));
    hash.update(`${id} ${places}\n`);
    for (const { kind, corpus, count } of query.occurrences) {
      const drawn = (places * count) / query.count;
      byKind.set(kind, (byKind.get(kind) ?? 0) + drawn);
      byCorpus.set(corpus, (byCorpus.get(corpus) ?? 0) + drawn);
    }
  }
  return {
    total,
    distinct,
    corpusTotal,
    corpusDistinct,
    hash: hash.digest('hex'),
    mix: { byKind: sharesOf(byKind, total), byCorpus: sharesOf(byCorpus, total) },
    async *queries() {
      if (ranges === 1) {
        yield* held;
        return;
      }
      for await (const [id, query, places] of inRanges()) if (places > 0) yield drawn(id, query, places);
    },
  };
}

function drawn(id: string, { text, mayBeUnsafe }: MergedQuery, places: number): BatchQuery {
  return { id, text, count: places, ...(mayBeUnsafe ? { mayBeUnsafe } : {}) };
}

/** Ids are hashes: ranges of their first digits are of about the same size, and in the order of ids. */
function rangeOf(id: string, ranges: number): number {
  return Math.floor((Number.parseInt(id.slice(0, 8), 16) / 2 ** 32) * ranges);
}

async function mergedQueries(
  queries: AsyncIterable<WildQuery & { readonly corpus?: string }>,
  isInRange: (id: string) => boolean,
): Promise<Map<string, MergedQuery>> {
  const merged = new Map<string, MergedQuery>();
  for await (const { id, text, count, source, corpus = '', flags = [] } of queries) {
    if (!isInRange(id)) continue;
    const query = merged.get(id) ?? { text, count: 0, mayBeUnsafe: false, occurrences: [] };
    merged.set(id, query);
    query.count += count;
    // Spellings of one query differ in case alone; the first in order is taken, whichever is read first.
    if (text < query.text) query.text = text;
    query.mayBeUnsafe ||= flags.some((flag) => flag.startsWith('unsafe-'));
    query.occurrences.push({ kind: source.kind, corpus, count });
  }
  return merged;
}

function sharesOf(sums: ReadonlyMap<string, number>, total: number): Mix {
  const ranked = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return Object.fromEntries(ranked.map(([key, sum]) => [key, sum / total]));
}
