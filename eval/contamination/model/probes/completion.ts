import { inPercent } from '../../../../src/core/text-table.js';
import { wilsonInterval } from '../../../statistics/wilson.js';
import { verbatimWords } from '../borrowed-words.js';
import { type Halves, halvesOf } from '../halves.js';
import { putBefore, wordsOf } from '../item-text.js';
import { commonPrefix, rougeL } from '../overlap.js';
import type { Probe, ProbeAnswers, ProbeMaterial, ReplyWanted, SeenItem } from '../probe.js';
import { paired } from './paired.js';

const instruction =
  'Continue the text below from exactly where it stops, word for word as it goes on in the original. Write the continuation and nothing else.';

/** Tokens for forty words with room to spare. */
const mostTokens = 120;

/** What an item's first half is asked with; the same for every probe that asks it plainly. */
export function askForRest(kind: ProbeMaterial['kind'], first: string, before = instruction): ReplyWanted {
  return { messages: putBefore(kind, before, first), maxTokens: mostTokens };
}

/** How far a reply is the second half. */
export interface Continuation {
  /** ROUGE-L over words that are no numbers, the reply cut to the second half's length. */
  readonly rouge: number;
  /** Words that both begin with. */
  readonly prefix: number;
  readonly isVerbatim: boolean;
}

/** Numbers are left out of ROUGE-L: the control has others, and whoever reads them may repeat them. */
export function continuation(
  { second }: Halves,
  given: string,
  reply: string | undefined,
): Continuation | undefined {
  if (reply === undefined) return undefined;
  const all = wordsOf(reply);
  // Some models begin with what they were given.
  const before = wordsOf(given);
  const repeated = commonPrefix(all, before) === before.length ? before.length : 0;
  const words = all.slice(repeated, repeated + second.length);
  const prefix = commonPrefix(words, second);
  const plain = (texts: readonly string[]): string[] => texts.filter((word) => !/\d/.test(word));
  return { rouge: rougeL(plain(words), plain(second)), prefix, isVerbatim: prefix >= verbatimWords };
}

/** Items whose rest the model wrote word for word, where that rest is theirs alone. */
export function seenIn(
  probe: string,
  halves: readonly Halves[],
  { borrowed }: Pick<ProbeMaterial, 'borrowed'>,
  answers: ProbeAnswers,
): SeenItem[] {
  return halves.flatMap((half) => {
    if (borrowed.has(half.item.id)) return [];
    const reply = answers.reply(`own ${half.item.id}`);
    return continuation(half, half.first, reply)?.isVerbatim
      ? [{ item: half.item.id, label: 'question' as const, probe, text: (reply ?? '').slice(0, 400) }]
      : [];
  });
}

/**
 * Given an item's first half, does the model write the second one, and better than after the same half with other numbers?
 * Both replies are held against the same words, so that the control takes nothing away but the cue. How many it continues
 * word for word is told beside it.
 */
export const completion: Probe = {
  name: 'completion',
  asks: "for an item's second half, after its first half and after the same half with other numbers",
  needs: 'replies',
  plan(material) {
    const { splits, kind } = material;
    const halves = halvesOf(splits.flat());
    return {
      questions: halves.flatMap(({ item, first, control }) => [
        { id: `own ${item.id}`, ...askForRest(kind, first) },
        ...(control === undefined ? [] : [{ id: `control ${item.id}`, ...askForRest(kind, control) }]),
      ]),
      conclude(answers) {
        const replies = halves.flatMap((half) => {
          const own = continuation(half, half.first, answers.reply(`own ${half.item.id}`));
          const reply = answers.reply(`control ${half.item.id}`);
          return own ? [{ own, control: continuation(half, half.control ?? '', reply) }] : [];
        });
        const verbatim = replies.filter(({ own }) => own.isVerbatim).length;
        const n = replies.length;
        const [low, high] = n === 0 ? [0, 1] : wilsonInterval(verbatim / n, n);
        const pairs = replies.flatMap(({ own, control }) =>
          control ? [{ own: own.rouge, control: control.rouge }] : [],
        );
        return paired(pairs, {
          what: `of ${n} items that could be cut in two have numbers to exchange (${verbatim} were continued word for word)`,
          measures: {
            asked: n,
            verbatim,
            verbatimLow: low,
            verbatimHigh: high,
            meanPrefixWords: replies.reduce((sum, { own }) => sum + own.prefix, 0) / Math.max(1, n),
          },
          seen: seenIn('completion', halves, material, answers),
          says: ({ own, control }) =>
            `It continues ${verbatim} of ${n} items word for word (${inPercent(low)} to ${inPercent(high)}); ROUGE-L ${inPercent(own)}, with other numbers ${inPercent(control)}.`,
        });
      },
    };
  },
};
