/** A text on its way through the filters. */
export interface Draft {
  readonly text: string;
  /** ISO 639-1 code where it is clear, else `und`. */
  readonly language: string;
  /** What later steps should know of it: `unsafe-sexual`, `masked-email`. */
  readonly flags: readonly string[];
  /** An image or a file came with it. */
  readonly attachment: boolean;
  /** Written on a web page, for its readers; else typed by somebody who wanted an answer. */
  readonly isFromPage: boolean;
  /** ISO 639-1: the language that its page says it is in. */
  readonly pageLanguage?: string | undefined;
}

/** What a filter says of a draft: kept, perhaps changed, or rejected for one of its reasons. */
export type Verdict =
  | { readonly kept: Draft; readonly reason?: undefined }
  | { readonly kept?: undefined; readonly reason: string };

export const piiChoices = ['mask', 'drop', 'keep'] as const;
export const unsafeChoices = ['drop', 'keep', 'flag'] as const;

/** What the filters go by. */
export interface FilterOptions {
  /** ISO 639-1 codes, or `any`. */
  readonly languages: readonly string[] | 'any';
  /** Characters, from 1. */
  readonly minLength: number;
  readonly maxLength: number;
  /** Tokens (o200k_base), from 1; no bound where left out, and then none are counted. */
  readonly minTokens?: number | undefined;
  readonly maxTokens?: number | undefined;
  readonly pii: (typeof piiChoices)[number];
  readonly unsafe: (typeof unsafeChoices)[number];
}

/** One step of the miner. One file, one line in the registry, one row in the contract test. */
export interface QueryFilter {
  readonly name: string;
  /** Every reason it rejects for, with what it means. The names are stable: counts are kept under them. */
  readonly reasons: Readonly<Record<string, string>>;
  /** Loads what it needs and returns the filter itself, a pure function. */
  prepare(options: FilterOptions): Promise<(draft: Draft) => Verdict>;
}
