import type { ReleaseItem } from '../../../src/core/schemas/release-item.js';
import { putBefore, wordsOf } from './item-text.js';
import { rougeL } from './overlap.js';
import type { ReplyWanted } from './probe.js';

/** What a judge is asked, to put an item's question into other words. */
export function rewordingWanted({ prompt }: ReleaseItem): ReplyWanted {
  return {
    messages: putBefore(
      'chat',
      'Say the question below in other words. It must ask for exactly the same: keep every name, number, unit and formula. Do not answer it. Write the new question and nothing else.',
      prompt,
    ),
  };
}

/** A rewording that could as well be a summary, an answer or the same words is none. */
const [shortest, longest] = [0.5, 2];
const mostAlike = 0.95;

/** A judge's reply as the question in other words; undefined where it is not one. */
export function rewordingIn({ prompt }: ReleaseItem, reply: string): string | undefined {
  const text = reply.trim();
  const [old, fresh] = [wordsOf(prompt), wordsOf(text)];
  const ratio = fresh.length / Math.max(1, old.length);
  if (ratio < shortest || ratio > longest || rougeL(fresh, old) > mostAlike) return undefined;
  const numbers = old.filter((word) => /\d/.test(word));
  return numbers.every((number) => fresh.includes(number)) ? text : undefined;
}
