import { timed } from '../../src/core/progress.js';
import type { Draft, FilterOptions, Verdict } from '../filters/filter.js';
import { queryFilters } from '../filters/index.js';
import type { FoundQuery } from '../sources/source.js';

/** A query that has passed every filter, with what it was found as. */
export interface PassedQuery {
  readonly found: FoundQuery;
  readonly draft: Draft;
}

export interface FilteredBatch {
  readonly passed: readonly PassedQuery[];
  readonly rejected: readonly { readonly found: FoundQuery; readonly reason: string }[];
}

/** Sends batches of queries through every filter; how long each took is added to `seconds` under its name. */
export type FilterChain = (batch: readonly FoundQuery[], isFromPage: boolean) => Promise<FilteredBatch>;

export async function filterChain(
  options: FilterOptions,
  seconds: Record<string, number>,
): Promise<FilterChain> {
  const filters: { readonly name: string; readonly apply: (draft: Draft) => Verdict }[] = [];
  for (const filter of queryFilters.all()) {
    const apply = await timed(seconds, filter.name, () => filter.prepare(options));
    filters.push({ name: filter.name, apply });
  }
  return async (batch, isFromPage) => {
    const rejected: { found: FoundQuery; reason: string }[] = [];
    const drafts: (Draft | undefined)[] = batch.map((found) => draftOf(found, isFromPage));
    // Filter by filter over the whole batch, so that each is timed without a clock call for every query.
    for (const { name, apply } of filters) {
      await timed(seconds, name, () => {
        batch.forEach((found, at) => {
          const draft = drafts[at];
          if (!draft) return;
          const { kept, reason } = apply(draft);
          drafts[at] = kept;
          if (!kept) rejected.push({ found, reason });
        });
      });
    }
    const passed: PassedQuery[] = [];
    batch.forEach((found, at) => {
      const draft = drafts[at];
      if (draft) passed.push({ found, draft });
    });
    return { passed, rejected };
  };
}

function draftOf({ text, attachment = false, pageLanguage }: FoundQuery, isFromPage: boolean): Draft {
  return { text, language: 'und', flags: [], attachment, isFromPage, pageLanguage };
}
