import { plainCharacters } from '../characters.js';
import { lastBoxed, withoutLatex } from '../latex.js';
import { remembered } from '../remembered.js';
import { sentencesOf } from '../response-text.js';
import type { ResponseText } from '../rule.js';
import { statements } from '../statement.js';

/** The part of a response that gives its answer. */
export interface AnswerPart {
  readonly text: string;
  /**
   * `marked`: boxed or said to be the answer; `whole`: the response is one sentence; `first`
   * and `last`: its first of several, or its last where the first only leads up to it. */
  readonly kind: 'marked' | 'whole' | 'first' | 'last';
}

/**
 * Where a response gives its answer: what is boxed, else what it says last that its answer is, else its one sentence, else
 * its last where that draws a conclusion or the first only announces what follows, else its first.
 */
export const answerPart = remembered(({ raw, text, sentences }: ResponseText): AnswerPart => {
  const marked = markedAnswer(raw);
  if (marked !== undefined && marked.trim() !== '') {
    // Nobody shouts within a box.
    const text = withoutLatex(plainCharacters(marked)).trim();
    return { text: text.replace(/(?<=[\p{L}\p{N})])!/gu, ' factorial'), kind: 'marked' };
  }
  const stated = statements(text).at(-1);
  if (stated) return { text: sentencesOf(stated.said)[0] ?? stated.said, kind: 'marked' };
  const [first] = sentences;
  if (sentences.length <= 1 || first === undefined) return { text, kind: 'whole' };
  const last = sentences.at(-1) ?? first;
  return preamble.test(first) || conclusion.test(last)
    ? { text: last, kind: 'last' }
    : { text: first, kind: 'first' };
});

/** What a response marks as its answer: the number that ends it behind GSM8K's `####`, else what stands in its last box. */
export function markedAnswer(raw: string): string | undefined {
  return /####\s*([-−]?[$€£]?\s?\d[\d,.]*\s?%?)\s*$/.exec(raw)?.[1] ?? lastBoxed(raw)?.content;
}

const conclusion =
  /^(?:therefore|thus|so|hence|in total|in conclusion|consequently|finally|overall|in summary)\b/i;

/** A first sentence that gives no answer yet. */
const preamble =
  /[:?]$|^(?:to (?:answer|find|determine|solve|calculate|figure|work)\b|let's|let us|first(?:ly)?,|step \d|given |here(?:'s| is| are) |we (?:need|can|have|know)\b)/i;

const filler =
  /^(?:(?:well|sure|yes|okay|ok|so|thus|therefore|hence)[,!.]?\s+)?(?:(?:it|this|that|he|she|they|these|those|there|you)(?:'s| is| was| are| were| means| refers to| would be| will be| has| have| had)?\s+)?(?:(?:called|known as|named|about|approximately|around|roughly|likely|probably)\s+)?/i;

/** The longest text that is taken for a mere answer, in characters. */
export const longestAnswer = 400;

/** An answer without the words or the sign that lead up to it ("It is called ...", "= 7"). */
export function withoutFiller(text: string): string {
  return text.replace(filler, '').replace(/^["'=\s]+|["'\s.!]+$/g, '');
}
