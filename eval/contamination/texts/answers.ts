import type { Question } from './question.js';
import { wordHashes } from './words.js';

/** What stands behind a question in a text. */
export interface Behind {
  /** An accepted answer, or which option is the right one. */
  readonly answer: boolean;
  /** All options in the release's own order. */
  readonly options: boolean;
}

/** Words behind a question that its answer is looked for in: fewer for one word, which comes by chance more easily. */
const reachOfOneWord = 12;
const reachOfMore = 40;
/** Words that may stand before and between options: letters, marks of a format. */
const betweenOptions = 8;
/** Words between such a mark and the letter or number it announces. */
const behindMark = 3;

/** Words that announce which option is right. */
const marks = new Set(
  ['answer', 'answers', 'correct', 'key', 'target', 'label', 'gold', 'solution'].flatMap((word) => [
    ...wordHashes(word),
  ]),
);

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
 * Whether a question's answer and options stand behind it.
 *
 * @param text words behind the question's last one, some hundred of them
 */
export function behind(question: Question, text: Int32Array): Behind {
  return question.options === null
    ? { answer: question.answers.some((answer) => follows(answer, text)), options: false }
    : behindChoice(question.options, question.right, text);
}

function follows(answer: Int32Array, text: Int32Array): boolean {
  const reach = answer.length === 1 ? reachOfOneWord : reachOfMore;
  return find(text, answer, 0, reach + answer.length) >= 0;
}

/**
 * Options that are only listed give nothing away: then the right one must be marked, or said once more. Where they are
 * not all there, the right one must be there and no other.
 */
function behindChoice(options: readonly Int32Array[], right: number, text: Int32Array): Behind {
  let end = 0;
  let inOrder = true;
  for (const option of options) {
    const place = find(text, option, end, end + betweenOptions + option.length);
    inOrder &&= place >= 0;
    if (place >= 0) end = place + option.length;
  }
  const truth = options[right] ?? new Int32Array(0);
  if (inOrder) return { answer: marked(right, truth, text.subarray(end)), options: true };
  const others = options.filter((_, index) => index !== right);
  return {
    answer: follows(truth, text) && !others.some((other) => follows(other, text)),
    options: false,
  };
}

/**
 * Whether a text names the option: by a mark and its letter, number or text, or by its text alone. Soon, or it would be
 * the next question's.
 */
function marked(right: number, truth: Int32Array, text: Int32Array): boolean {
  const names = [String.fromCharCode(97 + right), String(right)].map((name) => wordHashes(name));
  for (let place = 0; place < Math.min(text.length, reachOfOneWord); place += 1) {
    if (!marks.has(text[place] ?? 0)) continue;
    const reach = place + 1 + behindMark;
    if (names.some((name) => find(text, name, place + 1, reach) >= 0)) return true;
    if (find(text, truth, place + 1, reach + truth.length) >= 0) return true;
  }
  return find(text, truth, 0, reachOfOneWord + truth.length) >= 0;
}
