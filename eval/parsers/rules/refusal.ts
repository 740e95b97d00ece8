const refusals = [
  /\b(?:i|we)(?: am|'m| are|'re)? (?:sorry|afraid|unable|not able|not sure|not certain|unsure|uncertain)\b/,
  /\b(?:i|we) (?:cannot|can't|can not|could not|couldn't|won't|will not|do not|don't|did not|didn't) (?:answer|provide|determine|tell|say|know|have|find|give|help|assist|identify|verify|recall|comply|discuss|predict|access|recommend|see|be sure|seem)\b/,
  /\b(?:i|we) (?:need|would need|'d need) (?:more|additional|further) (?:context|information|details|data)\b/,
  /\bas an (?:ai|artificial intelligence|language model)\b/,
  /\b(?:cannot|can't|can not|could not|couldn't|not possible to|impossible to|unable to|not able to|difficult to) (?:be )?(?:determined?|answer(?:ed)?|provided?|known?|found|said|identif(?:y|ied)|inferred?|give|conclude)\b/,
  /\b(?:not|n't|no) (?:\w+ ){0,3}(?:enough|sufficient|specific|explicit|any) (?:\w+ )?(?:information|context|details?|data|evidence)\b/,
  /\b(?:does|do|did|is|are|was|were) ?(?:not|n't) (?:\w+ ){0,2}(?:mention(?:ed)?|specif(?:y|ied)|provided?|state[d]?|given|contain|include[d]?|indicated?|disclosed?|say|known|clear|available)\b/,
  /\b(?:unclear|unknown|not specified|not mentioned|not provided|not given|not stated|insufficient|incomplete)\b/,
  /\bplease (?:provide|clarify|give|specify)\b/,
];

/** Whether a text says that it gives no answer: it refuses, does not know, or asks back. */
export function refuses(text: string): boolean {
  const lower = text.toLowerCase();
  return refusals.some((pattern) => pattern.test(lower));
}

/** Words with which a refusal goes on to an answer after all. */
const nevertheless =
  /\b(?:however|but|although|though|based on|assum\w+|likely|probably|perhaps|possibl[ye]|suggest\w*|impl(?:y|ies|ied)|would be|if|typically|generally|usually|can be|therefore)\b/i;
const longestRefusal = 3;

/**
 * How sure it is that a response which refuses gives no answer: `plainly` where it does nothing else, in few sentences. One
 * that goes on to what could be an answer is no refusal.
 *
 * @param names whether a text names what could be an answer
 */
export function refusalOf(
  sentences: readonly string[],
  names: (text: string) => boolean,
): { readonly score: null; readonly reason: 'refused'; readonly confidence: number } | undefined {
  if (!refuses(`${sentences.at(0)}\n${sentences.at(-1)}`)) return undefined;
  if (sentences.some(goesOn) || names(sentences.join('\n'))) return undefined;
  const isPlain = sentences.length <= longestRefusal && sentences.every(refuses);
  return { score: null, reason: 'refused', confidence: isPlain ? plainly : 0.8 };
}

/** "It is not given, but": unless what follows refuses too ("I am sorry, but I cannot say"). */
function goesOn(sentence: string): boolean {
  const turn = nevertheless.exec(sentence);
  return turn !== null && !refuses(sentence.slice(turn.index));
}

/** The confidence from which on nobody else needs to be asked about a refusal. */
export const plainly = 0.95;
