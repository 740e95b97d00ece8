import { units } from '../numbers.js';

const count = '(?:two|three|four|five|six|seven|eight|nine|ten|both)';
/** At the beginning of a sentence; within one it asks for nothing ("to whom did he give the five rings"). */
const command = '(?:^|[.?!:] )(?:please )?(?:name|list|give|identify)\\b';
/** A word in the plural of some letters before its "s": "famous" and "genius" are none. */
const plural = (before: string): string => `(?!\\w*(?:[bciopr]us|is)\\b)\\w${before}[^s\\W]s`;
/** What things of a kind are called or made of is one answer; what "the twins" are called may be two. */
const ofAKind =
  /^what (?:are|were) (?!the\b|these\b|those\b|his\b|her\b|their\b|its\b).*\b(?:called|known as|made (?:of|from)|used for)[\s?"']*$/;

/** "Which two rivers", "name the three largest": the count. */
const namedCount = new RegExp(
  `(?:${command}|\\b(?:which|what|who)\\b)(?: (?:are|were|is|was|of))?(?: the| these| those| all)?(?: other| main| largest| smallest| first| last)* (${count}) (?!more|less|fewer|other than|times|percent|words?\\b|letters?\\b)(?:[\\w-]+ ){0,3}?(?:\\w+s|people|men|women|children|countries)\\b`,
);

/** How many answers a question asks for: a number, `unknown` for several, or 1. */
export function answersAskedFor(prompt: string): number | 'unknown' {
  const text = prompt.toLowerCase();
  const named = namedCount.exec(text)?.[1];
  if (named !== undefined) return named === 'both' ? 2 : (units[named] ?? 'unknown');
  if (/\b(?:list|name all|what all|which all|who all|what are all|what were all|all of the)\b/.test(text))
    return 'unknown';
  const first = /\b(?:which|what|who)\b.*/s.exec(text)?.[0] ?? '';
  if (ofAKind.test(first)) return 1;
  return several.some((form) => form.test(first)) ? 'unknown' : 1;
}

const several = [
  new RegExp(`^which (?!(?:is|was|does)\\b)${plural('{3,}')} (?!of\\b)[a-z]+[^s\\W] `),
  new RegExp(
    `^(?:which|what) (?:\\w+ )?(?:${plural('{3,}')}|people|men|women|children) (?:are|were|did|do|have|had)\\b`,
  ),
  new RegExp(`^(?:who|what) (?:are|were) (?:the )?(?:\\w+ )?${plural('+')}\\b`),
];
