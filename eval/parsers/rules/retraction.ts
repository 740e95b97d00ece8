/** What a response takes back: it gives way to what follows. */

/** Sure signs that what stands before them no longer holds. */
const signs = [
  /\b(?:scratch|strike) that\b/,
  /\bon second thoughts?\b/,
  /\bi(?:'ve| have)? changed my mind\b/,
  /\bi(?:'ll)? (?:take|took) (?:it|that|this) back\b/,
  /\bi (?:meant|mean) (?=["'([]*(?:[a-z][)\].!,]*$|no\b|yes\b|the answer|option|to (?:say|write)\b))/,
  /\bi meant(?: to (?:say|write))?\b/,
  /(?<=\S[,;:.–—-] ?)i mean,? (?=\S+(?: \S+)?[.!]?$)/,
  /\b(?:just kidding|or so i thought)\b/,
  /\blet me correct (?:myself|that|this|my answer)\b/,
  /(?:^|[.!?;,\n–—-] ?)correction\s*[:,]/,
  /(?:^|[.!?;,\n–—-] ?)(?:oh |hmm,? )?(?:no,? )?wait\b(?=[,.:;!–—-]|\s*$| no\b)(?:,? no\b)?/,
  /[.,;?–—…-] ?(?:or rather|make that)\b/,
  /(?:^|[.!?\n] ?)(?:edit|update|revised|revision) ?:/,
  /\blet me (?:recompute|recalculate|redo (?:that|this|it)|try (?:that )?again)\b/,
  /\bi now (?:say|think|believe)\b/,
  // A few words to the end are another answer, more explain the one before: "Actually, it is also a port."
  /[.!?\n] ?(?:sorry|actually|hmm+)[,.…]* (?=(?:(?:it(?:['’]s| is| was)|the answer is) )?(?!also\b)\S+(?: \S+)?[.!]?$)/,
  // "B - no, C": but what is no answer yet, "No, it is off", is not corrected, and more than a few words explain.
  /(?<=[\p{L}\p{N})] ?[,;?.–—…-]+ ?)no[,:] (?=\S+(?: \S+){0,2}$)/u,
].map((sign) => new RegExp(sign.source, `gi${sign.flags}`));

/**
 * What a response says after it last took something back ("B. Scratch that, C"); undefined where it takes nothing back.
 */
export function afterRetraction(text: string): string | undefined {
  const ends = signs.flatMap((sign) =>
    [...text.matchAll(sign)].map((found) => found.index + found[0].length),
  );
  return ends.length === 0 ? undefined : text.slice(Math.max(...ends)).replace(/^[\s,.:;!?–—-]+/, '');
}

/** Whether a text may turn against what it said before: "A. Actually, B." */
export function changesMind(text: string): boolean {
  return /\b(?:wait|actually|correction|mistaken?|apolog\w+|oops|whoops|reconsider\w*|misread)\b|[.,;:?–—…-]\s*(?:no|sorry)\b(?=[,.:;!]\s*\S)/i.test(
    text,
  );
}

/** Right after an answer: it is called wrong ("B. This is wrong.", "B, but it isn't"). */
const refuted =
  /^[\s,.;:!()"'\]–—-]*(?:(?:but|however,?|no,) )?(?:this|that|it|which) (?:is|was|would be|answer is)(?: ?n['’]?t\b| not\b| never\b| (?:\w+ )?(?:wrong|incorrect|false|untrue|mistaken|a mistake|ruled out))/i;

/** Whether a text begins by calling what stood before it wrong, in so many words: "Yes. This is wrong." */
export function callsWrong(following: string): boolean {
  return /^[\s,.;:!()"'\]–—-]*(?:this|that|it) (?:is|was|would be) (?:wrong|incorrect|false|a mistake)\b/i.test(
    following,
  );
}

/** Whether a text begins by calling what stood before it wrong. */
export function refutes(following: string): boolean {
  return refuted.test(following);
}
