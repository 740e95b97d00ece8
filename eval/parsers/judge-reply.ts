import { z } from 'zod';
import type { Item } from '../../src/core/schemas/item.js';
import { afterReasoning } from './cut-reasoning.js';
import { letterAt } from './rules/multiple-choice/letters.js';

/** What a judge's reply says: a score with the answer it saw, `none` for no answer, or undefined where it cannot be read. */
export type JudgeReply = { readonly score: number; readonly answer: string } | 'none' | undefined;

const objectSchema = z.object({ verdict: z.union([z.string(), z.number()]) });

/**
 * Reads a judge's verdict: an option's letter for multiple choice, a number from 0 to 1 for free-form. It stands in the reply
 * if that is one JSON object as a whole, else in double brackets: alone on the last line, where it is asked for, or the same
 * wherever they stand. JSON within other text may be a quotation, and so may brackets within JSON that cannot be read. What the
 * judge thought before it is no part of it.
 */
export function readJudgeReply(item: Item, reply: string): JudgeReply {
  const said = afterReasoning(reply)?.trim();
  if (said === undefined) return undefined;
  const isBroken = said.startsWith('{') && !alone.test(said);
  const verdict = (inObject(said) ?? (isBroken ? undefined : inBrackets(said)))?.toUpperCase();
  if (verdict === undefined) return undefined;
  if (item.problem_type === 'free-form') {
    const score = /^\d*\.?\d+$/.test(verdict) ? Number(verdict) : Number.NaN;
    return score >= 0 && score <= 1 ? { score, answer: verdict } : undefined;
  }
  if (verdict === 'NONE') return 'none';
  const index = item.options.findIndex((_, place) => letterAt(place) === verdict);
  return index === -1 ? undefined : { score: Number(index === item.target[0]), answer: verdict };
}

function inObject(reply: string): string | undefined {
  const bare = reply.replace(/^```(?:json)?\s*([\s\S]*?)\s*```$/, '$1');
  if (!bare.startsWith('{')) return undefined;
  try {
    const parsed = objectSchema.safeParse(JSON.parse(bare));
    return parsed.success ? String(parsed.data.verdict).trim() : undefined;
  } catch {
    return undefined;
  }
}

/** A verdict that is all of the last line. */
const alone = /(?:^|\n)\s*\[\[\s*([^[\]]{1,20}?)\s*\]\]\s*$/;

function inBrackets(reply: string): string | undefined {
  const last = alone.exec(reply)?.[1];
  if (last !== undefined) return last;
  const verdicts = new Set(
    [...reply.matchAll(/\[\[\s*([^[\]]{1,20}?)\s*\]\]/g)].map((match) => match[1]?.toUpperCase()),
  );
  const [only, second] = verdicts;
  return second === undefined ? only : undefined;
}
