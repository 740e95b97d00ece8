import type { ResponseText } from '../rule.js';

/** Whether a later sentence turns against what came before it. */
export function takenBack({ sentences }: ResponseText): boolean {
  return sentences
    .slice(1)
    .some((sentence) => /^(?:however|but|actually|correction|wait|no\b|alternatively|if)/i.test(sentence));
}

/** Whether a later sentence calls what came before it wrong. */
export function corrected({ sentences }: ResponseText): boolean {
  return sentences
    .slice(1)
    .some((sentence) =>
      /\b(?:incorrect|inaccurate|mistaken|mistake|wrong|apolog\w+|correction|mix-up|confus\w+)\b/i.test(
        sentence,
      ),
    );
}
