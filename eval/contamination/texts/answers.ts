import type { Question } from './question.js';
import { type Words, wordHashes } from './words.js';

/** What a text gives away of a question's answer. */
export interface AnswerSeen {
  /** An accepted answer, or which option is the right one. */
  readonly answer: boolean;
  /** All options in the release's own order. */
  readonly options: boolean;
}

/** Words behind a question in which its options and its answer are looked for. */
const wordsBehind = 400;
/** Words behind a question that its answer is looked for in: fewer for one word, which comes by chance more easily. */
const reachOfOneWord = 12;
const reachOfMore = 40;
/** Words that may stand before and between options: letters, marks of a format. */
const betweenOptions = 8;
/** Words between such a mark and the letter or number it announces. */
const behindMark = 3;
/** Words of a line before the mark of an answer that stands before its question: more, and it is another question's. */
const beforeMark = 8;

/** Words that announce which option is right. */
export const marks: ReadonlySet<number> = new Set(
  ['answer', 'answers', 'answerkey', 'correct', 'key', 'target', 'label', 'gold', 'solution'].flatMap(
    (word) => [...wordHashes(word)],
  ),
);

/** "The right option" of a table's column; "right" alone is said of much else. */
const rightOption = wordHashes('right option');

function isMark(text: Int32Array, place: number): boolean {
  return marks.has(text[place] ?? 0) || find(text, rightOption, place, place + rightOption.length) === place;
}

/** Where `part` stands in `text` between two places; -1 where it does not. */
function find(text: Int32Array, part: Int32Array, from: number, to: number): number {
  if (part.length === 0) return -1;
  for (let place = from; place + part.length <= Math.min(to, text.length); place += 1) {
    let same = 0;
    while (same < part.length && text[place + same] === part[same]) same += 1;
    if (same === part.length) return place;
  }
  return -1;
}

/**
 * Whether a question's answer and options stand behind it, or its answer before it on the same line.
 *
 * @param first the question's first word in the text
 * @param last the word behind its last one
 */
export function answerSeen(question: Question, words: Words, first: number, last: number): AnswerSeen {
  const text = words.hashes.subarray(last, Math.min(words.count, last + wordsBehind));
  const { options, right, answers } = question;
  if (options === null) {
    const seen = answers.some((answer) => follows(answer, text) || announced([answer], text, reachOfMore));
    return { answer: seen || standsBefore(answers, words, first), options: false };
  }
  const truth = options[right] ?? new Int32Array(0);
  const listing = inOrder(options, text) ?? inAnyOrder(options, text);
  const names = [truth, ...namesOf({ options, right }, listing, text)];
  // A table may have its answer between the question and the options, but the word just before these is their label.
  const given = listing
    ? announced(names, text.subarray(listing.end), reachOfOneWord) ||
      announced(names, text.subarray(0, Math.max(0, listing.begin - 1)), reachOfOneWord) ||
      find(text, truth, listing.end, listing.end + reachOfOneWord + truth.length) >= 0 ||
      names.some((name) => endsLine(name, words, last + listing.end))
    : follows(truth, text) && !options.some((other, at) => at !== right && follows(other, text));
  return { answer: given || standsBefore(names, words, first), options: listing?.isOwn ?? false };
}

function follows(answer: Int32Array, text: Int32Array): boolean {
  const reach = answer.length === 1 ? reachOfOneWord : reachOfMore;
  return find(text, answer, 0, reach + answer.length) >= 0;
}

/** Whether one of these stands soon behind a mark. The mark must come soon too, or it would be the next question's. */
function announced(names: readonly Int32Array[], text: Int32Array, reach: number): boolean {
  for (let place = 0; place < Math.min(text.length, reach); place += 1) {
    if (!isMark(text, place)) continue;
    const from = place + 1;
    if (names.some((name) => find(text, name, from, from + behindMark + name.length) >= 0)) return true;
  }
  return false;
}

/** Whether a record begins with the answer: `{"answer": "C", "question": ...`. */
function standsBefore(names: readonly Int32Array[], words: Words, first: number): boolean {
  const most = beforeMark + behindMark + reachOfOneWord;
  let start = first;
  while (start > 0 && first - start < most && !lineEndsBefore(words, start)) start -= 1;
  return lineEndsBefore(words, start) && announced(names, words.hashes.subarray(start, first), beforeMark);
}

/** Whether a word stands at a place and ends its line, as the last column of a table does. */
function endsLine(name: Int32Array, words: Words, place: number): boolean {
  const isThere = name.length === 1 && place < words.count && words.hashes[place] === name[0];
  return isThere && !lineEndsBefore(words, place) && lineEndsBefore(words, place + 1);
}

const newline = 0x0a;

/** Whether a word is the first of its line, or none is left. */
function lineEndsBefore({ bytes, count, starts, ends }: Words, place: number): boolean {
  if (place === 0 || place >= count) return true;
  return bytes.subarray(ends[place - 1], starts[place]).includes(newline);
}

/** All options of a question, one after another. */
interface Listing {
  /** Where each of the release's options begins, and where the first one in the text begins and the last one ends. */
  readonly places: readonly number[];
  readonly begin: number;
  readonly end: number;
  /** Whether they stand in the release's own order. */
  readonly isOwn: boolean;
}

/**
 * The options in the release's own order; undefined where they do not all stand there. An option of signs alone has no place.
 */
function inOrder(options: readonly Int32Array[], text: Int32Array): Listing | undefined {
  const places: number[] = [];
  let end = 0;
  for (const option of options) {
    const place = option.length === 0 ? end : find(text, option, end, end + betweenOptions + option.length);
    if (place < 0) return undefined;
    places.push(place);
    end = place + option.length;
  }
  return end === 0 ? undefined : { places, begin: Math.min(...places), end, isOwn: true };
}

/** The options in whatever order: always the next one, of those that begin at one place the longest. */
function inAnyOrder(options: readonly Int32Array[], text: Int32Array): Listing | undefined {
  const places = new Map<number, number>();
  let end = 0;
  while (places.size < options.length) {
    const next = options
      .map((option, at) => ({
        at,
        length: option.length,
        place: places.has(at) ? -1 : find(text, option, end, end + betweenOptions + option.length),
      }))
      .filter(({ place }) => place >= 0)
      .sort((a, b) => a.place - b.place || b.length - a.length)[0];
    if (!next) return undefined;
    places.set(next.at, next.place);
    end = next.place + next.length;
  }
  const begin = Math.min(...places.values());
  return { places: options.map((_, at) => places.get(at) ?? 0), begin, end, isOwn: false };
}

/**
 * What the right option goes by: the word before it, where each option has one of its own (`B`, `2`, `ii`), and its letter and
 * its number from 0, unless another option goes by them.
 */
function namesOf(
  { options, right }: { readonly options: readonly Int32Array[]; readonly right: number },
  listing: Listing | undefined,
  text: Int32Array,
): Int32Array[] {
  const listed = options
    .map((option, at) => ({ at, place: listing?.places[at] ?? at, length: option.length }))
    .sort((a, b) => a.place - b.place);
  const rank = listed.findIndex(({ at }) => at === right);
  const usual = [String.fromCharCode(97 + rank), String(rank)].map((name) => wordHashes(name));
  const labels = listed.flatMap(({ place }, at) => {
    const before = listed[at - 1];
    const label = text[place - 1];
    return !listing || label === undefined || (before && before.place + before.length === place)
      ? []
      : [label];
  });
  if (new Set(labels).size < options.length) return usual;
  return [Int32Array.of(labels[rank] ?? 0), ...usual.filter(([name = 0]) => !labels.includes(name))];
}
