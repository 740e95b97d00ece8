import type { Item } from '../../../../src/core/schemas/item.js';
import { fewestWords, type Question } from '../question.js';
import { type AskingSentence, mostBefore, sentencesIn } from './asking-sentences.js';
import { asksTheSame, type Gist, gistOf, wordsOf } from './asks-the-same.js';

/** An item that may be found in other words. */
export interface ParaphraseTarget {
  /** Its place among the questions. */
  readonly question: number;
  readonly prompt: string;
  /** Sentences that it has: as many of a text are held against it. */
  readonly sentences: number;
}

/** The items that ask something in a few sentences of their own, without a passage or code to go with them. */
export function paraphraseTargets(
  items: readonly Item[],
  questions: readonly Question[],
): ParaphraseTarget[] {
  return items.flatMap(({ prompt }, question) => {
    const asked = questions[question];
    const { count, isAsking } = sentencesIn(prompt);
    if (!asked || asked.context.length > 0 || !isAsking || count > 1 + mostBefore) return [];
    return asked.words.length < fewestWords - 2 ? [] : [{ question, prompt, sentences: count }];
  });
}

/** A sentence of a text, with those before it that belong to it, and the item whose words it shares. */
export interface Likeness {
  readonly target: ParaphraseTarget;
  readonly text: string;
}

export interface ParaphraseIndex {
  /** The items that a sentence may ask in other words: they share rare words, and no rule tells them apart. */
  like(sentence: AskingSentence): Likeness[];
}

/** Letters of a word that count: "picked" and "picking" are one. */
const stemLetters = 5;
/** A stem in a larger share of the items brings no sentence near to any. */
const mostHolders = 0.02;
const leastMostHolders = 10;
/** Weight of an item's stems that a sentence must share with it before it is encoded. */
const sharedWeight = 0.15;

function stemsOf(words: readonly string[]): Set<string> {
  return new Set(words.map((word) => word.slice(0, stemLetters)));
}

/** The targets by their rare stems. */
export function paraphraseIndex(targets: readonly ParaphraseTarget[]): ParaphraseIndex {
  const all = targets.map((target) => {
    const gist = gistOf(target.prompt);
    return { target, gist, stems: stemsOf(gist.words) };
  });
  const holders = new Map<string, number>();
  for (const { stems } of all) for (const stem of stems) holders.set(stem, (holders.get(stem) ?? 0) + 1);
  const rarity = (stem: string): number => Math.log(1 + all.length / (holders.get(stem) ?? 1));
  const most = Math.max(leastMostHolders, mostHolders * all.length);
  const postings = new Map<string, { readonly at: number; readonly weight: number }[]>();
  all.forEach(({ stems }, at) => {
    const total = [...stems].reduce((sum, stem) => sum + rarity(stem), 0);
    for (const stem of stems) {
      if ((holders.get(stem) ?? 0) > most) continue;
      const list = postings.get(stem) ?? [];
      list.push({ at, weight: rarity(stem) / total });
      postings.set(stem, list);
    }
  });
  return {
    like(sentence) {
      const shared = new Map<number, number>();
      const words = wordsOf([...sentence.before, sentence.text].join(' ').toLowerCase());
      for (const stem of stemsOf(words)) {
        for (const { at, weight } of postings.get(stem) ?? []) shared.set(at, (shared.get(at) ?? 0) + weight);
      }
      const gists = new Map<number, { text: string; gist: Gist }>();
      return [...shared].flatMap(([at, weight]) => {
        const one = all[at];
        if (!one || weight < sharedWeight) return [];
        const known = gists.get(one.target.sentences) ?? windowOf(sentence, one.target.sentences);
        gists.set(one.target.sentences, known);
        return asksTheSame(one.gist, known.gist) ? [{ target: one.target, text: known.text }] : [];
      });
    },
  };
}

/** The sentence with as many before it as the item has. */
function windowOf({ before, text }: AskingSentence, sentences: number): { text: string; gist: Gist } {
  const window = [...before, text].slice(-sentences).join(' ');
  return { text: window, gist: gistOf(window) };
}
