/** A sentence of a text that asks something. */
export interface AskingSentence {
  readonly text: string;
  /** The sentences before it on the same line, the nearest last, at most `mostBefore`. */
  readonly before: readonly string[];
  /** Where it begins, in characters. */
  readonly start: number;
  readonly end: number;
}

/** Sentences before the one that asks which may belong to the question. */
export const mostBefore = 3;

const [fewestWords, mostWords] = [4, 64];
/**
 * A sentence ends with its mark before white space, with its line, its column or its string in JSON. A full stop after one
 * letter is an initial's.
 */
const sentencePattern = /[^\n\t]+?(?:(?<!\b\p{L})[.!?]["”')]*(?=\s|$)|(?=[\n\t]|"\s*[:,}\]])|$)/gu;
const asks =
  /\?["”')]*$|^\W*(?:who|whom|whose|what|which|when|where|why|how|name|find|give|state|list|calculate|compute|evaluate|solve|determine|in (?:what|which)|on (?:what|which)|of (?:what|which)|by (?:what|which))\b/i;

/** The sentences of a text that ask something: with a question mark, or beginning as questions and tasks do. */
export function* askingSentences(text: string): Generator<AskingSentence> {
  let before: string[] = [];
  let lineEnd = -1;
  for (const { 0: found, index } of text.matchAll(sentencePattern)) {
    const sentence = found.trim();
    if (index > lineEnd) {
      before = [];
      lineEnd = text.indexOf('\n', index);
      if (lineEnd < 0) lineEnd = text.length;
    }
    if (asks.test(sentence)) {
      const words = sentence.split(/\s+/).length;
      if (words >= fewestWords && words <= mostWords) {
        const start = index + found.length - found.trimStart().length;
        yield { text: sentence, before, start, end: index + found.length };
      }
    }
    before = [...before, sentence].slice(-mostBefore);
  }
}

/** How many sentences a question has, and whether its last one asks something that can be found in other words. */
export function sentencesIn(prompt: string): { readonly count: number; readonly isAsking: boolean } {
  const sentences = [...prompt.replaceAll('\n', ' ').matchAll(sentencePattern)].map(([text]) => text.trim());
  const isAsking = sentences.some((sentence) => asks.test(sentence));
  return { count: sentences.length, isAsking };
}
