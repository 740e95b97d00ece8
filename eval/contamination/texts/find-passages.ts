import { align, sharedWeight } from './align.js';
import { answerSeen } from './answers.js';
import { fewestWords, type Question } from './question.js';
import type { SeedIndex } from './seeds.js';
import { operatorsIn, signsAround } from './signs.js';
import type { Words } from './words.js';

/** How a question stands in a text, the most alike first. */
export const matchKinds = ['exact', 'near', 'overlap', 'paraphrase'] as const;
export type MatchKind = (typeof matchKinds)[number];

/** A question of the release that was found in a text. */
export interface Passage {
  /** Its index. */
  readonly question: number;
  /**
   * `exact`: word for word; `near`: almost all of its words in their order; `overlap`: one long run of it; `paraphrase`: in
   * other words.
   */
  readonly kind: MatchKind;
  /** Weight of its words that were found, 0 to 1; of a paraphrase the cosine. */
  readonly coverage: number;
  /** Most words in a row. */
  readonly run: number;
  readonly answer: boolean;
  readonly options: boolean;
  /** Bytes of the text that it stands in, the second exclusive. */
  readonly start: number;
  readonly end: number;
}

export interface Strictness {
  /** n: words in a row that make an overlap, 8 to 13. */
  readonly ngram: number;
  /** Weight of a question's words that makes it near the whole. */
  readonly near: number;
  /**
   * Weight of one run of n words or more that makes an overlap: a common phrase alone does not count, nor does a template
   * whose every gap is filled otherwise.
   */
  readonly overlap: number;
}

export const strictness: Strictness = { ngram: 8, near: 0.8, overlap: 0.5 };

/** Words before a question in which its passage is looked for, and the share of the passage's words that must be there. */
const wordsBefore = 400;
const enoughOfContext = 0.6;

/**
 * The passages of a text that hold a question, in the text's order. Short questions must stand there word for word,
 * and count only with an answer behind them; those that signs alone tell apart, word for word with the same signs.
 *
 * @param questions those that the index was made of
 */
export function findPassages(
  words: Words,
  index: SeedIndex,
  questions: readonly Question[],
  { ngram, near, overlap }: Strictness = strictness,
): Passage[] {
  const passages: Passage[] = [];
  /** Where each question was last aligned: its further seeds of the same place tell nothing new. */
  const aligned = new Map<number, number>();
  const { hashes, count } = words;

  const take = (
    question: number,
    asked: Question,
    kind: MatchKind,
    found: { coverage: number; run: number },
    first: number,
  ): void => {
    if (!follows(asked.context, hashes.subarray(Math.max(0, first - wordsBefore), first))) return;
    const last = Math.min(count, first + asked.length);
    const seen = answerSeen(asked, words, first, last);
    if (!asked.alone && !seen.answer) return;
    const [start, end] = [words.starts[first] ?? 0, words.ends[last - 1] ?? 0];
    passages.push({ question, kind, ...found, ...seen, start, end });
  };

  index.hits(words, (question, place, word) => {
    const asked = questions[question];
    const diagonal = word - place;
    if (!asked || aligned.get(question) === diagonal) return;
    aligned.set(question, diagonal);
    const length = asked.words.length;
    if (standsAt(asked.words, hashes, count, diagonal)) {
      const last = diagonal + length - 1;
      const { signs } = asked;
      if (
        signs === null
          ? reckonsAlike(asked, words, diagonal, last)
          : signs === signsAround(words, diagonal, last)
      ) {
        take(question, asked, 'exact', { coverage: 1, run: length }, diagonal);
      }
      return;
    }
    if (length < fewestWords || asked.signs !== null) return;
    const first = Math.max(0, diagonal);
    const slack = 2 + Math.ceil(length / 8);
    const stretch = hashes.subarray(Math.max(0, first - slack), Math.min(count, first + length + slack));
    if (sharedWeight(asked.words, asked.weights, stretch) < Math.min(near, overlap)) return;
    const found = align(asked.words, asked.weights, stretch, ngram);
    if (found.coverage >= near && holdsNumbers(asked, stretch)) take(question, asked, 'near', found, first);
    else if (found.heaviestRun >= overlap)
      take(question, asked, 'overlap', { coverage: found.heaviestRun, run: found.run }, first);
  });
  return bestOfEachPlace(passages);
}

/** One passage of those of one question that lie over each other: the most alike. In the text's order. */
function bestOfEachPlace(passages: readonly Passage[]): Passage[] {
  const better = (a: Passage, b: Passage): boolean =>
    matchKinds.indexOf(a.kind) - matchKinds.indexOf(b.kind) < 0 ||
    (a.kind === b.kind && a.coverage > b.coverage);
  const best: Passage[] = [];
  const last = new Map<number, number>();
  for (const passage of [...passages].sort((a, b) => a.start - b.start)) {
    const at = last.get(passage.question);
    const before = at === undefined ? undefined : best[at];
    if (at === undefined || before === undefined || passage.start >= before.end) {
      last.set(passage.question, best.push(passage) - 1);
    } else if (better(passage, before)) {
      best[at] = passage;
    }
  }
  return best.sort((a, b) => a.start - b.start);
}

/** Whether each number of the question stands there as often as in the question. */
function holdsNumbers({ words, numbers }: Question, stretch: Int32Array): boolean {
  const count = (among: Int32Array, word: number): number => among.filter((other) => other === word).length;
  const asked = numbers.map((place) => words[place] ?? 0);
  return asked.every((word) => count(stretch, word) >= count(asked, word));
}

/** A question about a passage says little without it: "what is the main idea of the text?" */
function follows(context: Int32Array, before: Int32Array): boolean {
  if (context.length === 0) return true;
  const present = new Set(before);
  return context.filter((word) => present.has(word)).length >= enoughOfContext * context.length;
}

/** Whether a text does with the numbers what the question does. Signs that were lost on the way say nothing. */
function reckonsAlike({ operators }: Question, words: Words, first: number, last: number): boolean {
  if (operators === '') return true;
  const found = operatorsIn(words, first, last);
  return found.length !== operators.length || found === operators;
}

function standsAt(question: Int32Array, text: Int32Array, count: number, first: number): boolean {
  if (first < 0 || first + question.length > count) return false;
  for (let place = 0; place < question.length; place += 1) {
    if (question[place] !== text[first + place]) return false;
  }
  return true;
}
