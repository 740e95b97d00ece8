import type { WildQuery } from '../../src/core/schemas/wild-query.js';
import type { StoredQuery } from './store.js';

/** Queries asked (counts included) by some key. The commonest first; months and lengths in their own order. */
export type CountsBy = Readonly<Record<string, number>>;

export interface QueriesSummary {
  /** Records, and how often they were asked. */
  readonly queries: number;
  readonly asked: number;
  readonly byCorpus: CountsBy;
  /** By kind of source. */
  readonly bySource: CountsBy;
  /** By month, `2026-03`; `unknown` where no date is known. */
  readonly byMonth: CountsBy;
  readonly byLanguage: CountsBy;
  /** By length in words: `1`, `2-3`, `4-7`, `8-15`, `16-63`, `64 or more`. */
  readonly byWords: CountsBy;
  /** By what the filters noted; queries without a flag are not in it. */
  readonly byFlag: CountsBy;
  /** The most asked queries. */
  readonly mostAsked: readonly { readonly id: string; readonly text: string; readonly count: number }[];
}

const wordClasses = [
  { name: '1', most: 1 },
  { name: '2-3', most: 3 },
  { name: '4-7', most: 7 },
  { name: '8-15', most: 15 },
  { name: '16-63', most: 63 },
];
const longest = '64 or more';

function wordClass(text: string): string {
  const words = text.split(/\s+/).length;
  return wordClasses.find(({ most }) => words <= most)?.name ?? longest;
}

/** Counts what is in the corpora, in one pass. */
export async function summariseQueries(
  queries: AsyncIterable<StoredQuery>,
  { top = 20 }: { readonly top?: number } = {},
): Promise<QueriesSummary> {
  const byCorpus = new Map<string, number>();
  const bySource = new Map<string, number>();
  const byMonth = new Map<string, number>();
  const byLanguage = new Map<string, number>();
  const byWords = new Map<string, number>();
  const byFlag = new Map<string, number>();
  let mostAsked: WildQuery[] = [];
  let records = 0;
  let asked = 0;
  for await (const query of queries) {
    const { count } = query;
    records += 1;
    asked += count;
    add(byCorpus, query.corpus, count);
    add(bySource, query.source.kind, count);
    add(byMonth, query.date?.slice(0, 7) ?? 'unknown', count);
    add(byLanguage, query.language, count);
    add(byWords, wordClass(query.text), count);
    for (const flag of query.flags ?? []) add(byFlag, flag, count);
    mostAsked.push(query);
    if (mostAsked.length >= 1_000 + top) mostAsked = ranked(mostAsked, top);
  }
  return {
    queries: records,
    asked,
    byCorpus: counts(byCorpus),
    bySource: counts(bySource),
    byMonth: inOrder(byMonth, [...byMonth.keys()].sort()),
    byLanguage: counts(byLanguage),
    byWords: inOrder(byWords, [...wordClasses.map(({ name }) => name), longest]),
    byFlag: counts(byFlag),
    mostAsked: ranked(mostAsked, top).map(({ id, text, count }) => ({ id, text, count })),
  };
}

function add(sums: Map<string, number>, key: string, count: number): void {
  sums.set(key, (sums.get(key) ?? 0) + count);
}

function counts(sums: ReadonlyMap<string, number>): CountsBy {
  return Object.fromEntries([...sums].sort((a, b) => b[1] - a[1]));
}

function inOrder(sums: ReadonlyMap<string, number>, keys: readonly string[]): CountsBy {
  return Object.fromEntries(keys.filter((key) => sums.has(key)).map((key) => [key, sums.get(key) ?? 0]));
}

function ranked(queries: readonly WildQuery[], top: number): WildQuery[] {
  return [...queries].sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)).slice(0, top);
}
