import { units } from '../numbers.js';

const count = '(?:two|three|four|five|six|seven|eight|nine|ten|both)';

/** How many answers a question asks for: a number, `unknown` for several, or 1. */
export function answersAskedFor(prompt: string): number | 'unknown' {
  const text = prompt.toLowerCase();
  const named = new RegExp(
    `\\b(?:name|list|give|which|what|who|identify)\\b(?: (?:are|were|is|was|of))?(?: the| these| those| all)?(?: other| main| largest| smallest| first| last)* (${count}) (?!more|less|fewer|other than|times|percent|words?\\b|letters?\\b)(?:[\\w-]+ ){0,3}?(?:\\w+s|people|men|women|children|countries)\\b`,
  ).exec(text)?.[1];
  if (named !== undefined) return named === 'both' ? 2 : (units[named] ?? 'unknown');
  if (/\b(?:list|name all|what all|which all|who all|what are all|what were all|all of the)\b/.test(text))
    return 'unknown';
  const first = /\b(?:which|what|who)\b.*/s.exec(text)?.[0] ?? '';
  if (/^which (?!(?:is|was|does)\b)\w{3,}[^s\W]s (?!of\b)[a-z]+[^s\W] /.test(first)) return 'unknown';
  return /^(?:which|what) (?:\w+ )?(?:\w{3,}[^s\W]s|people|men|women|children) (?:are|were|did|do|have|had)\b|^(?:who|what) (?:are|were) (?:the )?(?:\w+ )?\w+[^s\W]s\b/.test(
    first,
  )
    ? 'unknown'
    : 1;
}
