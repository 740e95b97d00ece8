import { timed } from '../../src/core/progress.js';
import type { WildQuery } from '../../src/core/schemas/wild-query.js';
import type { FoundQuery } from '../sources/source.js';
import type { FilterChain, PassedQuery } from './filter-chain.js';
import type { Merger } from './merger.js';
import type { MineSettings } from './mine-options.js';
import { queryId } from './query-id.js';
import { Reservoir } from './reservoir.js';
import type { Tally } from './tally.js';
import { type DateWindow, isWithin } from './window.js';

/** Where the texts of a batch were found. */
export interface Origin {
  /** A name in the registry of corpus/sources. */
  readonly kind: string;
  readonly location: string;
}

/** Takes found texts in: what passes the filters goes on to be merged into the corpus, what does not is tallied. */
export class Intake {
  #read = 0;
  #passed = 0;
  readonly #sample: Reservoir<SampledQuery> | undefined;

  constructor(
    private readonly parts: {
      readonly filter: FilterChain;
      readonly merger: Merger;
      readonly tally: Tally;
      /** Ids that were taken out for good. */
      readonly removed: ReadonlySet<string>;
      readonly settings: Pick<MineSettings, 'since' | 'until' | 'sourceDate' | 'sample' | 'seed'>;
      readonly seconds: Record<string, number>;
    },
  ) {
    const { sample, seed } = parts.settings;
    this.#sample = sample === undefined ? undefined : new Reservoir(sample, seed);
  }

  /** Texts taken so far. Each is kept or rejected. */
  get read(): number {
    return this.#read;
  }

  /** Texts that have passed the filters so far. */
  get passed(): number {
    return this.#passed;
  }

  async take(batch: readonly FoundQuery[], origin: Origin): Promise<void> {
    const { filter, tally, seconds, settings } = this.parts;
    const dated: FoundQuery[] = [];
    for (const found of batch) {
      const date = found.date ?? settings.sourceDate;
      const reason = reasonOfDate(date, settings);
      if (reason !== undefined) await tally.add(reason, found, origin.location);
      else dated.push(date === undefined || date === found.date ? found : { ...found, date });
    }
    const { passed, rejected } = await filter(dated);
    for (const { found, reason } of rejected) await tally.add(reason, found, origin.location);
    await timed(seconds, 'merge', () => this.#take(passed, origin));
    this.#read += batch.length;
  }

  async #take(passed: readonly PassedQuery[], origin: Origin): Promise<void> {
    const { merger, tally, removed } = this.parts;
    for (const { found, draft } of passed) {
      const query = wildQuery({ found, draft }, origin);
      if (removed.has(query.id)) {
        await tally.add('removed', found, origin.location);
        continue;
      }
      this.#passed += 1;
      if (this.#sample === undefined) await merger.add(query);
      else {
        const out = this.#sample.offer({ query, found, location: origin.location });
        if (out) await tally.add('not-sampled', out.found, out.location);
      }
    }
  }

  /** Hands on what was drawn. To be called once, when all was taken. */
  async end(): Promise<void> {
    for (const { query } of this.#sample?.values() ?? []) await this.parts.merger.add(query);
  }
}

interface SampledQuery {
  readonly query: WildQuery;
  readonly found: FoundQuery;
  readonly location: string;
}

function reasonOfDate(date: string | undefined, window: DateWindow): string | undefined {
  if (window.since === undefined && window.until === undefined) return undefined;
  if (date === undefined) return 'no-date';
  return isWithin(date, window) ? undefined : 'other-date';
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
