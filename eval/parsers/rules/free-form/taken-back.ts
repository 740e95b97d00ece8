import type { ResponseText } from '../rule.js';

/** Whether a later sentence turns against what came before it. */
export function takenBack({ sentences }: ResponseText): boolean {
  return sentences
    .slice(1)
    .some((sentence) => /^(?:however|but|actually|correction|wait|no\b|alternatively|if)/i.test(sentence));
}

/** Whether a response calls what it said before wrong, in a later sentence or within one ("5 ... no, 6"). */
export function corrected({ text, sentences }: ResponseText): boolean {
  return (
    /(?:\.\.|[,;–—…-])\s*(?:no,|wait\b|sorry,|actually,|or rather\b)/i.test(text) ||
    sentences
      .slice(1)
      .some(
        (sentence) =>
          /^(?:wait|no\b|actually|oops)/i.test(sentence) ||
          /\b(?:incorrect|inaccurate|mistaken|mistake|wrong|apolog\w+|correction|mix-up|confus\w+)\b/i.test(
            sentence,
          ),
      )
  );
}

/** Whether a text says what is thought, or was so once: not what it holds to be so. */
export function isSupposed(text: string): boolean {
  return /\b(?:many|some|most)(?: people)? (?:believe|think|say|assume)|\bcontrary to\b|\bused to be\b|\bone might think\b/i.test(
    text,
  );
}
