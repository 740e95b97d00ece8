import { commonSubsequence } from '../../common-subsequence.js';

/** What a question asks about, read off its words: two questions that differ in any of it ask different things. */
export interface Gist {
  readonly words: readonly string[];
  /** Its numbers in digits, sorted; 1 is left out, which is also an article. */
  readonly numbers: readonly string[];
  /** Words with a capital that do not begin a sentence. */
  readonly names: readonly string[];
  /** Whether it asks for a person, a time, a reason ...; undefined where its words do not say. */
  readonly wanted: string | undefined;
  readonly isNegative: boolean;
}

/** What a question asks for by its words, the first that fits. */
const wantedBy: readonly (readonly [string, RegExp])[] = [
  ['reason', /\b(?:why|reason)\b/],
  ['count', /\bhow many\b|\bnumber of\b/],
  ['manner', /\bhow (?:did|do|does|can|could|should|to)\b/],
  ['person', /\b(?:who|whom|whose)\b/],
  ['time', /\b(?:when|(?:what|which) (?:year|day|date|century|decade))\b/],
  ['place', /\b(?:where|(?:what|which) (?:city|country|state|continent|place))\b/],
  ['thing', /\b(?:what|which|how)\b/],
  ['yes or no', /^\W*(?:is|are|was|were|did|do|does|can|could|will|would|has|have|had|should)\b/],
];
/** What "which" and "what" may ask for as well. */
const things = new Set(['thing', 'count', 'person', 'time', 'place']);

const negative = /\b(?:not|never|no|none|neither|nor|without|except|\p{L}+n[’']t)\b/u;

/** Words of which one cannot stand for the other, though sentences with either lie close together. */
const opposites: readonly (readonly [RegExp, RegExp])[] = [
  [
    /^(?:largest|biggest|highest|most|longest|tallest|greatest|maximum)$/,
    /^(?:smallest|lowest|least|fewest|shortest|minimum)$/,
  ],
  [
    /^(?:first|earliest|oldest|start|beginning|begin|trigger|before)$/,
    /^(?:last|latest|youngest|newest|end|ending|after)$/,
  ],
  [/^(?:left)$/, /^(?:right)$/],
  [
    /^(?:increases?|rises?|up|raised?|speeds|faster|more)$/,
    /^(?:decreases?|falls?|down|lowered|slows|slower|less)$/,
  ],
  [/^(?:odd)$/, /^(?:even)$/],
  [/^(?:true|correct|always)$/, /^(?:false|wrong|incorrect|never)$/],
  [/^(?:north|northern)$/, /^(?:south|southern)$/],
  [/^(?:east|eastern)$/, /^(?:west|western)$/],
  [
    /^(?:husband|father|son|brother|king|male|men|man)$/,
    /^(?:wife|mother|daughter|sister|queen|female|women|woman)$/,
  ],
];

/** Reads a question. */
export function gistOf(text: string): Gist {
  const lower = text.toLowerCase();
  const numbers = lower.match(/\d+(?:[.,:]\d+)*/g) ?? [];
  return {
    words: wordsOf(lower),
    numbers: [...new Set(numbers.map((number) => number.replaceAll(',', '')))]
      .filter((number) => number !== '1')
      .sort(),
    names: [...text.matchAll(/(?<=[\p{L}\p{N},;:]["“'(]* ["“'(]*)\p{Lu}[\p{L}]{2,}/gu)].map(([name]) =>
      name.toLowerCase(),
    ),
    wanted: wantedBy.find(([, pattern]) => pattern.test(lower))?.[0],
    isNegative: negative.test(lower),
  };
}

/** Words of a text in lower case. */
export function wordsOf(lower: string): string[] {
  return lower.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Share of the words in their order from which on a text is the same sentence with something else filled in. */
const sameFrame = 0.75;

/**
 * Whether nothing in their words says that two questions, whose embeddings lie close together, ask different things: the same
 * numbers and names, the same kind of answer, no opposites, and not one sentence with other words filled in.
 */
export function asksTheSame(a: Gist, b: Gist): boolean {
  if (a.numbers.join() !== b.numbers.join() || a.isNegative !== b.isNegative) return false;
  if (!wantTheSame(a.wanted, b.wanted)) return false;
  const [inA, inB] = [new Set(a.words), new Set(b.words)];
  if (a.names.some((name) => !inB.has(name)) || b.names.some((name) => !inA.has(name))) return false;
  if (opposites.some((pair) => opposed(pair, a.words, b.words))) return false;
  return commonSubsequence(a.words, b.words) < sameFrame * Math.max(a.words.length, b.words.length);
}

function wantTheSame(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined || a === b) return true;
  return (a === 'thing' && things.has(b)) || (b === 'thing' && things.has(a));
}

/** Whether one text has only the one word of a pair, and the other only the other. */
function opposed(
  [one, other]: readonly [RegExp, RegExp],
  a: readonly string[],
  b: readonly string[],
): boolean {
  const side = (words: readonly string[]): number =>
    Number(words.some((word) => one.test(word))) - Number(words.some((word) => other.test(word)));
  return side(a) * side(b) < 0;
}
