import { answerSeen } from '../answers.js';
import type { Question } from '../question.js';
import type { Candidate } from '../scan-messages.js';
import { splitWords } from '../words.js';
import { askingSentences } from './asking-sentences.js';
import type { ParaphraseIndex } from './targets.js';

/** Characters behind a sentence in which options and an answer are looked for. */
const charactersBehind = 3_000;

/**
 * The sentences of a block that may ask an item in other words. As with words, a short question counts only with an answer.
 *
 * @param own bytes of the block that its sentences must begin in
 */
export function findCandidates(
  bytes: Uint8Array,
  own: number,
  questions: readonly Question[],
  index: ParaphraseIndex,
): Candidate[] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const ownCharacters = decoder.decode(bytes.subarray(0, own)).length;
  const text = decoder.decode(bytes);
  const found: Candidate[] = [];
  let line = 0;
  let counted = 0;
  for (const sentence of askingSentences(text)) {
    if (sentence.start >= ownCharacters) break;
    for (
      let at = text.indexOf('\n', counted);
      at >= 0 && at < sentence.start;
      at = text.indexOf('\n', at + 1)
    ) {
      line += 1;
    }
    counted = sentence.start;
    const likenesses = index.like(sentence);
    if (likenesses.length === 0) continue;
    const after = splitWords(Buffer.from(text.slice(sentence.end, sentence.end + charactersBehind)));
    for (const { target, text: asked } of likenesses) {
      const question = questions[target.question];
      if (!question) continue;
      const seen = answerSeen(question, after, 0, 0);
      if (question.alone || seen.answer) {
        found.push({ question: target.question, ...seen, line, text: sentence.text, sentence: asked });
      }
    }
  }
  return found;
}
