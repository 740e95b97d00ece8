/** A rule that reads a response; the first that is sure decides. */

import type { UnscoredReason } from '../../records.js';

/** What a rule says of a response it understands. */
export interface Reading {
  /** 0 to 1, or null where the rule sees that there is no answer to score. */
  readonly score: number | null;
  readonly reason?: UnscoredReason;
  /** What was read as the answer: an option's letter, or text. */
  readonly answer?: string;
  /** 0 to 1: how sure the rule is. */
  readonly confidence: number;
}

/** One way of reading a response. It says nothing (undefined) where it is not sure: then the next rule is asked. */
export interface Rule<T> {
  readonly name: string;
  read(response: ResponseText, task: T): Reading | undefined;
}

/** A response in the forms that rules look at. */
export interface ResponseText {
  /** As the model gave it, reasoning cut. */
  readonly raw: string;
  /** Without markdown and LaTeX markup, in NFKC. */
  readonly text: string;
  /** The text's lines that are not empty, trimmed. */
  readonly lines: readonly string[];
  readonly sentences: readonly string[];
}

/** What the first rule that understands the response says, with its name. */
export function firstReading<T>(
  rules: readonly Rule<T>[],
  response: ResponseText,
  task: T,
): (Reading & { readonly by: string }) | undefined {
  for (const rule of rules) {
    const reading = rule.read(response, task);
    if (reading) return { ...reading, by: rule.name };
  }
  return undefined;
}
