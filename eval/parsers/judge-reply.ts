import type { Item } from '../../src/core/schemas/item.js';
import { letterAt } from './rules/multiple-choice/letters.js';

/** What a judge's reply says: a score with the answer it saw, `none` for no answer, or undefined where it cannot be read. */
export type JudgeReply = { readonly score: number; readonly answer: string } | 'none' | undefined;

/** Reads the last bracketed verdict of a reply: an option's letter for multiple choice, a number from 0 to 1 for free-form. */
export function readJudgeReply(item: Item, reply: string): JudgeReply {
  const verdict = [...reply.matchAll(/\[\[\s*([^[\]]{1,20}?)\s*\]\]/g)].at(-1)?.[1]?.toUpperCase();
  if (verdict === undefined) return undefined;
  if (item.problem_type === 'free-form') {
    const score = /^\d*\.?\d+$/.test(verdict) ? Number(verdict) : Number.NaN;
    return score >= 0 && score <= 1 ? { score, answer: verdict } : undefined;
  }
  if (verdict === 'NONE') return 'none';
  const index = item.options.findIndex((_, place) => letterAt(place) === verdict);
  return index === -1 ? undefined : { score: Number(index === item.target[0]), answer: verdict };
}
