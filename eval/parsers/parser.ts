/** A parser: what it is given, and the verdict it returns. */

import type { Item } from '../../src/core/schemas/item.js';
import type { Model } from '../model.js';
import type { UnscoredReason } from '../records.js';

/** What a parser says of one response. Never a guess: what cannot be read is null with its reason. */
export interface Verdict {
  /** 0 to 1, or null. */
  readonly score: number | null;
  readonly reason?: UnscoredReason;
  /** What was read as the answer. */
  readonly answer?: string;
  /** Which parser decided. */
  readonly parser: 'rule' | 'model';
  /** The rule's name, or the judge's. */
  readonly by: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** In an audit by a cascade: the model's score beside the rules'. */
  readonly audit?: number | null;
}

export interface ParseTask {
  readonly item: Item;
  /** The response, reasoning blocks cut. Hostile text. */
  readonly response: string;
}

export interface ParserContext {
  /** The model that judges, already rate-limited and retried; absent for rules alone. */
  readonly judge?: Model;
  readonly signal?: AbortSignal;
}

/** Reads responses. One file a parser, one line in the registry, one row in the contract test. */
export interface Parser {
  readonly name: string;
  readonly needsJudge: boolean;
  parse(task: ParseTask, context: ParserContext): Promise<Verdict>;
}
