const refusals = [
  /\b(?:i|we)(?: am|'m| are|'re)? (?:sorry|afraid|unable|not able|not sure|not certain|unsure|uncertain)\b/,
  /\b(?:i|we) (?:cannot|can't|can not|could not|couldn't|won't|will not|do not|don't|did not|didn't) (?:answer|provide|determine|tell|say|know|have|find|give|help|assist|identify|verify|recall|comply|discuss|predict|access|recommend|be sure|seem)\b/,
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
