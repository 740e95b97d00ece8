/** What is done to texts one by one, whatever stands before and behind them: filters, ids, signatures. */

import { describeIssues } from '../../src/core/parse.js';
import { timed } from '../../src/core/progress.js';
import { type WildQuery, wildQuerySchema } from '../../src/core/schemas/wild-query.js';
import type { FilterOptions } from '../filters/filter.js';
import type { FoundQuery } from '../sources/source.js';
import { filterChain, type PassedQuery } from './filter-chain.js';
import { queryId } from './query-id.js';
import { type QueryLine, type SignedLines, signed } from './signed-lines.js';

/** Where the texts of a batch were found. */
export interface Origin {
  /** A name in the registry of corpus/sources. */
  readonly kind: string;
  readonly location: string;
  /** Whether they stood on web pages. */
  readonly isPage: boolean;
}

export interface SiftOptions {
  readonly filters: FilterOptions;
  /** Whether near duplicates are looked for. */
  readonly near: boolean;
  /** Ids of queries that were taken out for good. */
  readonly removed: ReadonlySet<string>;
}

/** What became of a batch of found texts. */
export interface Sifted {
  /** Those that passed, as lines, each with its end. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly lines: SignedLines;
  readonly rejected: readonly { readonly found: FoundQuery; readonly reason: string }[];
  /** By filter; `sign` is what comes behind them. */
  readonly seconds: Readonly<Record<string, number>>;
}

/** What became of lines that are queries already. */
export type Checked =
  | { readonly lines: SignedLines; readonly bad?: undefined }
  /** The first line that is no query: its number among them, from 0. */
  | { readonly lines?: undefined; readonly bad: { readonly line: number; readonly reason: string } };

/** Sifts texts, and signs queries that were sifted before. */
export interface Sifter {
  sift(batch: readonly FoundQuery[], origin: Origin): Promise<Sifted>;
  /** @param bytes whole lines of queries */
  check(bytes: Uint8Array<ArrayBuffer>): Promise<Checked>;
}

/**
 * A sifter in this thread.
 *
 * @throws MixevalError `usage` for filters that cannot be had as they are wanted
 */
export async function openSifter({ filters, near, removed }: SiftOptions): Promise<Sifter> {
  const total: Record<string, number> = {};
  const filter = await filterChain(filters, total);

  const sift = async (batch: readonly FoundQuery[], origin: Origin): Promise<Sifted> => {
    const before = { ...total };
    const { passed, rejected } = await filter(batch, origin.isPage);
    const outForGood: { found: FoundQuery; reason: string }[] = [];
    const signedBytes = await timed(total, 'sign', () => {
      const queries: WildQuery[] = [];
      for (const query of passed) {
        const wild = wildQuery(query, origin);
        if (removed.has(wild.id)) outForGood.push({ found: query.found, reason: 'removed' });
        else queries.push(wild);
      }
      return asLines(queries, near);
    });
    const seconds = Object.entries(total).map(([stage, sum]) => [stage, sum - (before[stage] ?? 0)]);
    return {
      ...signedBytes,
      rejected: [...rejected, ...outForGood],
      seconds: Object.fromEntries(seconds),
    };
  };

  let last: Promise<unknown> = Promise.resolve();
  return {
    // One after another: how long each filter takes is told piece by piece.
    sift(batch, origin) {
      const sifted = last.then(() => sift(batch, origin));
      last = sifted.catch(() => undefined);
      return sifted;
    },
    check: async (bytes) => check(bytes, near),
  };
}

function wildQuery({ found, draft }: PassedQuery, { kind, location }: Origin): WildQuery {
  const { line } = found;
  const place = found.location ?? location;
  const query = {
    id: queryId(draft.text),
    text: draft.text,
    language: draft.language,
    source: line === undefined ? { kind, location: place } : { kind, location: place, line },
    date: found.date ?? null,
    count: found.count ?? 1,
  };
  return draft.flags.length === 0 ? query : { ...query, flags: [...draft.flags] };
}

const newline = 0x0a;
const carriageReturn = 0x0d;

function asLines(
  queries: readonly WildQuery[],
  near: boolean,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly lines: SignedLines } {
  const placed: QueryLine[] = [];
  const texts: string[] = [];
  let offset = 0;
  for (const query of queries) {
    const text = JSON.stringify(query);
    const length = Buffer.byteLength(text);
    texts.push(text);
    placed.push({ query, offset, length });
    offset += length + 1;
  }
  const bytes = new Uint8Array(offset);
  const buffer = Buffer.from(bytes.buffer);
  let end = 0;
  for (const text of texts) {
    end += buffer.write(text, end);
    buffer[end] = newline;
    end += 1;
  }
  return { bytes, lines: signed(placed, near) };
}

function check(bytes: Uint8Array<ArrayBuffer>, near: boolean): Checked {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const placed: QueryLine[] = [];
  for (let start = 0, line = 0; start < buffer.length; line += 1) {
    const feed = buffer.indexOf(newline, start);
    const end = feed === -1 ? buffer.length : feed;
    const length = (buffer[end - 1] === carriageReturn ? end - 1 : end) - start;
    const text = buffer.toString('utf8', start, start + length);
    if (text.trim() !== '') {
      const { query, reason } = queryOf(text);
      if (!query) return { bad: { line, reason } };
      placed.push({ query, offset: start, length });
    }
    start = end + 1;
  }
  return { lines: signed(placed, near) };
}

function queryOf(
  text: string,
):
  | { readonly query: WildQuery; readonly reason?: undefined }
  | { readonly query?: undefined; readonly reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { reason: 'not valid JSON' };
  }
  const parsed = wildQuerySchema.safeParse(value);
  return parsed.success ? { query: parsed.data } : { reason: describeIssues(parsed.error, value) };
}
