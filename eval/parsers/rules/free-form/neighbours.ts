/** What stands beside an accepted answer, and makes it one of several or something else. */

import type { Words } from './mention.js';
import { asWords } from './mention.js';

const name = "(?:the |an? )?(\\p{Lu}[\\p{L}'-]*)";

const joinedAfter = new RegExp(`^\\s*(?:/|&|(?:,\\s*)?\\b(?:and|with)\\b)\\s*${name}`, 'u');
const joinedBefore = new RegExp(`(?:^|\\s)${name}\\s*(?:/|&|\\band\\b)\\s*(?:the )?$`, 'u');
const onlyOther = new RegExp(`^,\\s*${name}\\W*$`, 'u');

/** After a name: what is only called after it. */
const institution =
  'Company|University|College|School|Airport|Station|Street|Road|Museum|Award|Prize|Theatre|Theater|Festival|Foundation|Institute|Centre|Center|Hospital|Hotel';
const calledAfter = new RegExp(`^ (${institution})(?!\\p{L})`, 'u');
const surname = /^ (\p{Lu}\p{Ll}+)(?!\p{L})/u;
/** In characters: what stands further before an answer does not stand beside it. */
const near = 80;

/**
 * Whether an answer stands in a text beside another name as its equal ("Canberra/Sydney", "Canberra and Sydney"), only as the
 * owner of what is meant ("Shakespeare's wife"), or behind a prefix that turns it round ("non-Canberra").
 *
 * @param known accepted answers and the question: what stands in them is no other name
 */
export function standsBeside(answer: string, text: string, known: readonly Words[]): boolean {
  const parts = answer.match(/[\p{L}\p{N}]+/gu) ?? [];
  // One for each answer of each item: without Unicode classes it is made ten times sooner.
  const places = [...text.matchAll(new RegExp(parts.join('\\W+'), 'gi'))].filter(
    ({ index }) => !/[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, index - 2), index)),
  );
  const isWho = known.some(({ typed }) => typed.includes('who') || typed.includes('whom'));
  const isWhose = known.some(({ typed }) => typed.includes('whose'));
  return places.some(({ index, 0: found }) => {
    const [before, after] = [text.slice(Math.max(0, index - near), index), text.slice(index + found.length)];
    const others = [
      joinedAfter.exec(after)?.[1],
      /^\W*(?:the\s)?$/i.test(before) ? onlyOther.exec(after)?.[1] : undefined,
      joinedBefore.exec(before)?.[1],
      isWhose
        ? undefined
        : /^['’]s (?!(?:the|an?|not|also|now|called|known|located)\b)(?:\w+ly )?(\p{L}+)/u.exec(after)?.[1],
      (isWho ? surname : calledAfter).exec(after)?.[1],
      /(?<!\p{L})(?:anti|non|ex|pseudo)[-\s]$/iu.test(before) ? 'non' : undefined,
    ];
    return others.some((other) => other !== undefined && !isKnown(other, known));
  });
}

function isKnown(word: string, known: readonly Words[]): boolean {
  const [stem] = asWords(word).stems;
  return stem === undefined || known.some(({ stems }) => stems.includes(stem));
}

/** Whether a text is a list with an entry a line and nothing else: no answer where one is asked for. */
export function isListing(raw: string): boolean {
  const lines = raw.split('\n').filter((line) => line.trim() !== '');
  return (
    (lines.length > 1 && lines.every((line) => /^\s*(?:[-*•]|\d{1,2}[.)])\s+\S/.test(line))) ||
    (lines.length > 2 && lines.every((line) => /^\s*\p{Lu}[^\s.:!?]*(?: [^\s.:!?]+){0,2}\s*$/u.test(line)))
  );
}
