import type { Format } from '../../src/core/schemas/item.js';
import type { Columns, RawItem } from './layout/columns.js';

/** Rewrites a raw item: strips what a template put around a question, takes options out of a text. */
export type Step = (item: RawItem) => RawItem;

/** One kind of file of a benchmark, and how its rows become items. */
export interface Layout {
  /** Matched against the whole path, with `/` between folders. */
  readonly path: RegExp;
  /** The columns' names, where a CSV file has no header line. */
  readonly header?: readonly string[];
  readonly columns: Columns;
  /** Applied in this order. */
  readonly steps?: readonly Step[];
  /** The first group of this match in the path is the item's subject. */
  readonly subject?: RegExp;
  /** Set where the right option always stands first: options are then put in a random order, seeded by the item's text. */
  readonly shuffle?: true;
}

/** Files of a benchmark that are not taken, and why: one sentence without a full stop. */
export interface Refusal {
  readonly path: RegExp;
  readonly reason: string;
}

/** A known benchmark. One file of this folder exports one, and the registry names it. */
export interface Benchmark {
  /** What `pool add` calls it, and the pool's name. */
  readonly name: string;
  /** How its authors write it; `benchmark_name` of its items, as in MixEval's releases where they hold it. */
  readonly title: string;
  readonly citation: string;
  /** An SPDX identifier where its authors state a licence, else `not stated`. */
  readonly licence: string;
  /** Its public home. */
  readonly home: string;
  /** ISO 639-1. */
  readonly language: string;
  readonly formats: readonly Format[];
  readonly files: readonly Layout[];
  readonly refused?: readonly Refusal[];
}
