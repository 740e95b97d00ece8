/** What the filters do to the labelled cases. */

import type { Draft, FilterOptions } from '../filter.js';
import { queryFilters } from '../index.js';
import type { Half, LabelledCase, LabelledFilter } from './cases.js';
import { readCases } from './cases.js';

/** Of one filter and one half. */
export interface FilterFigure {
  readonly filter: LabelledFilter;
  readonly half: Half;
  /** Cases that are to be rejected or changed, and those of them that were, as expected. */
  readonly positives: number;
  readonly found: number;
  /** Cases that are to be left alone. */
  readonly negatives: number;
  /** Cases that were rejected or changed though they were to be left alone, or otherwise than expected. */
  readonly falsely: number;
  /** Found and missed by what was expected, where that is a reason. */
  readonly byReason: Readonly<Record<string, { readonly cases: number; readonly found: number }>>;
  /** Cases that went otherwise than expected: for the open half alone. */
  readonly misses: readonly (LabelledCase & { readonly outcome: string })[];
}

const options: FilterOptions = {
  languages: ['en'],
  minLength: 1,
  maxLength: 1e6,
  pii: 'mask',
  unsafe: 'drop',
};

/** The filters that a case goes through, in order: what a later one sees is what an earlier one has left. */
const chains: Readonly<Record<LabelledFilter, readonly string[]>> = {
  normalise: ['normalise'],
  language: ['normalise', 'language'],
  'is-query': ['normalise', 'is-query'],
  'page-question': ['normalise', 'is-query'],
  answerable: ['normalise', 'is-query', 'answerable'],
  'personal-data': ['normalise', 'personal-data'],
  unsafe: ['normalise', 'unsafe'],
};

/** What came out: the reason of rejection, or the text. */
interface Outcome {
  readonly reason?: string;
  readonly text: string;
}

interface Judgement {
  /** It is a case to be rejected or changed. */
  readonly positive: boolean;
  /** What came out is what was expected. */
  readonly right: boolean;
  /** It was rejected or changed. */
  readonly acted: boolean;
}

function judge(filter: LabelledFilter, { text, expected }: LabelledCase, outcome: Outcome): Judgement {
  if (filter === 'normalise' || filter === 'personal-data') {
    // Where nothing but placeholders is left, the text is rejected.
    const isEmptied = outcome.reason === 'personal-data' && /^(?:\[[A-Z]+\]\s*)+$/.test(expected);
    return {
      positive: text !== expected,
      right: outcome.text === expected || isEmptied,
      acted: outcome.text !== text || outcome.reason !== undefined,
    };
  }
  const positive = !['en', 'query', 'keep'].includes(expected);
  // A rejection for another reason than the expected one is a rejection none the less.
  const acted = outcome.reason !== undefined;
  return { positive, right: acted === positive, acted };
}

/** Sends the cases of a half through the filter, and those before it that it relies on. */
export async function filterFigure(filter: LabelledFilter, half: Half): Promise<FilterFigure> {
  const chain = await Promise.all(chains[filter].map((name) => queryFilters.get(name).prepare(options)));
  const outcomeOf = (text: string): Outcome => {
    const isFromPage = filter === 'page-question';
    let draft: Draft = { text, language: 'und', flags: [], attachment: false, isFromPage };
    for (const apply of chain) {
      const { kept, reason } = apply(draft);
      if (!kept) return { text: draft.text, reason };
      draft = kept;
    }
    return { text: draft.text };
  };
  const byReason: Record<string, { cases: number; found: number }> = {};
  const misses: (LabelledCase & { outcome: string })[] = [];
  const counts = { positives: 0, found: 0, negatives: 0, falsely: 0 };
  for (const labelled of await readCases(filter, half)) {
    const outcome = outcomeOf(labelled.text);
    const { positive, right, acted } = judge(filter, labelled, outcome);
    if (positive) counts.positives += 1;
    else counts.negatives += 1;
    if (positive && right) counts.found += 1;
    if (acted && !right) counts.falsely += 1;
    if (filter === 'answerable' || filter === 'unsafe') {
      const reason = byReason[labelled.expected] ?? { cases: 0, found: 0 };
      byReason[labelled.expected] = { cases: reason.cases + 1, found: reason.found + (right ? 1 : 0) };
    }
    if (!right && half === 'open') misses.push({ ...labelled, outcome: outcome.reason ?? outcome.text });
  }
  return { filter, half, ...counts, byReason, misses };
}

/** Share of the positives that were found, 0 to 1. */
export function recallOf({ positives, found }: FilterFigure): number {
  return found / positives;
}

/** Share of what was rejected or changed that was to be, and as it was to be, 0 to 1. */
export function precisionOf({ found, falsely }: FilterFigure): number {
  return found / (found + falsely);
}
