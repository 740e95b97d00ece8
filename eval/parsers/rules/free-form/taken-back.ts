import type { ResponseText } from '../rule.js';

/** Whether a later sentence turns against what came before it. */
export function takenBack({ sentences }: ResponseText): boolean {
  return sentences
    .slice(1)
    .some((sentence) => /^(?:however|but|actually|correction|wait|no\b|alternatively|if)/i.test(sentence));
}

/**
 * Whether a response calls what it said before wrong, in a later sentence or within one ("5 ... no, 6"), or offers something
 * else as well.
 */
export function corrected({ text, sentences }: ResponseText): boolean {
  return (
    /\bor (?:maybe|perhaps|possibly)\b|\balso (?:be )?possible\b|\b(?:could|might|may) also (?:have )?be(?:en)?\b/i.test(
      text,
    ) ||
    /(?:\.\.|[,;–—…-])\s*(?:no,|wait\b|sorry,|actually,|or rather\b)/i.test(text) ||
    sentences
      .slice(1)
      .some(
        (sentence) =>
          /^(?:wait|no\b|actually|oops)/i.test(sentence) ||
          /\b(?:incorrect|inaccurate|mistaken|mistake|wrong|false|not (?:right|correct|true)|apolog\w+|correction|mix-up|confus\w+)\b/i.test(
            sentence,
          ),
      )
  );
}
