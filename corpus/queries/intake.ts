import { timed } from '../../src/core/progress.js';
import type { WildQuery } from '../../src/core/schemas/wild-query.js';
import type { FoundQuery } from '../sources/source.js';
import type { FilterChain, PassedQuery } from './filter-chain.js';
import type { Merger } from './merger.js';
import { queryId } from './query-id.js';
import type { Tally } from './tally.js';

/** Where the texts of a batch were found. */
export interface Origin {
  /** A name in the registry of corpus/sources. */
  readonly kind: string;
  readonly location: string;
}

/** Takes found texts in: what passes the filters is merged into the corpus, what does not is tallied. */
export class Intake {
  #read = 0;
  #kept = 0;

  constructor(
    private readonly parts: {
      readonly filter: FilterChain;
      readonly merger: Merger;
      readonly tally: Tally;
      /** Ids that were taken out for good. */
      readonly removed: ReadonlySet<string>;
      readonly seconds: Record<string, number>;
    },
  ) {}

  /** Texts taken so far. Each is kept or rejected. */
  get read(): number {
    return this.#read;
  }

  /** Queries that were new. */
  get kept(): number {
    return this.#kept;
  }

  async take(batch: readonly FoundQuery[], origin: Origin): Promise<void> {
    const { filter, tally, seconds } = this.parts;
    const { passed, rejected } = await filter(batch);
    for (const { found, reason } of rejected) await tally.add(reason, found, origin.location);
    await timed(seconds, 'merge', () => this.#merge(passed, origin));
    this.#read += batch.length;
  }

  async #merge(passed: readonly PassedQuery[], origin: Origin): Promise<void> {
    const { merger, tally, removed } = this.parts;
    for (const query of passed) {
      const wild = wildQuery(query, origin);
      if (removed.has(wild.id)) await tally.add('removed', query.found, origin.location);
      else if (merger.add(wild)) this.#kept += 1;
      else await tally.add('duplicate', query.found, origin.location);
    }
    await merger.flush();
  }
}

function wildQuery({ found, draft }: PassedQuery, { kind, location }: Origin): WildQuery {
  return {
    id: queryId(draft.text),
    text: draft.text,
    language: draft.language,
    source: {
      kind,
      location: found.location ?? location,
      ...(found.line === undefined ? {} : { line: found.line }),
    },
    date: found.date ?? null,
    count: found.count ?? 1,
    ...(draft.flags.length === 0 ? {} : { flags: [...draft.flags] }),
  };
}
