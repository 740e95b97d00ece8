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
  /** Where several judges were asked: what each of them said. */
  readonly votes?: readonly Vote[];
}

/** One judge's verdict among several. */
export interface Vote {
  /** The judge's name. */
  readonly by: string;
  /** 0 to 1, or null. */
  readonly score: number | null;
  readonly reason?: UnscoredReason;
  readonly answer?: string;
}

/** How several judges' scores of a free answer become one: the middle one, or what most of them say, right or wrong. */
export const voteKinds = ['median', 'majority'] as const;
export type VoteKind = (typeof voteKinds)[number];

export interface ParseTask {
  readonly item: Item;
  /** The response, reasoning blocks cut. Hostile text. */
  readonly response: string;
}

export interface ParserContext {
  /** The models that judge, already rate-limited and retried; none for rules alone. */
  readonly judges?: readonly Model[];
  /** `median` unless said otherwise. */
  readonly vote?: VoteKind;
  /** Whether judges are shown a question's options in an order of its own, so that no place is favoured. */
  readonly shuffleOptions?: boolean;
  readonly signal?: AbortSignal;
}

/** Reads responses. One file a parser, one line in the registry, one row in the contract test. */
export interface Parser {
  readonly name: string;
  readonly needsJudge: boolean;
  parse(task: ParseTask, context: ParserContext): Promise<Verdict>;
}
