import { numbersIn } from '../numbers.js';
import { deniesAbroad, isConditional, isDeniedAfter, isDoubted, isReported } from '../stance.js';
import { unitOf } from '../units.js';

/** Before a number that is a limit, a part or a multiple of the answer, or stands within a formula. */
const before =
  /(?:\b(?:at (?:least|most)|(?:more|fewer|less|greater|other|higher|lower|larger|smaller) than|up to|over|under|above|below|beyond|almost|nearly|exceed(?:s|ed|ing)?|or|(?:a |one )?(?:half|third|quarter|fifth|tenth)(?: of)?|twice|double|triple|times|minus|negative|roots?(?: of)?|multiples?(?: of)?|power(?: of)?|log|ln|sin|cos|tan|exp|sqrt)|[\^_√±∓<>≤≥≠|]|-\s?\(|\d\s?[xyz]\s*=|(?<![\p{L}\p{N}])(?:\p{L}|log|ln|sin|cos|tan|exp|sqrt)['’]?\()\s*[({[]{0,2}\s*[$£€¥]?\s*$/iu;

/** After a number that goes on: with an operation, a sign, a letter, a second number, or words that do the same. */
const after = [
  /^\s*[\^π√∓±×÷·*+<>≤≥≠]/,
  /^\s*\/\s*(?:[\d(]|\p{L}(?!\p{L}))/u,
  /^\s*[-–]\s*(?:[$£€]?\d|\p{L}(?!\p{L}))/u,
  /^(?:'?s)(?!\p{L})/u,
  /^[,:]\d|^ \d{3}(?!\d)|^ (?:in|out of) \d{1,3}(?!\d)/,
  /^\s*(?:,|;|and|&|to|through|(?:[\p{L}]+ )?or(?: even| maybe| perhaps)?)\s+-?(?:\d|\p{L}+$)/u,
  /^\s*(?:(?:plus|minus|times|less|choose|mod|modulo) (?:\d|the\b)|(?:squared|cubed|divided|multiplied|factorial)\b)/i,
  /^[\s-]*(?:halves|half|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?)\b/i,
  /^[^.]*\bbut\b[^.]*\d/,
  /^ (?:\p{L}+ )?(?:at (?:most|least)|or (?:more|less|fewer)|maximum|minimum)\b/iu,
  // "3 bolts and a half", "8 in some, 6 in most".
  /^ \p{L}+ and an? (?:half|third|quarter)\b/u,
  /^(?: \p{L}+){0,2} (in|for|on|at|among|with) [^,.;\d]*, (?:and |but )?\d[^,.;]*? \1\b/u,
  /^(?: \p{L}+){1,2} and (?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b)/iu,
];

/** A letter right behind a number that is no unit: "12x". */
const factor = /^(?:\p{L}|\s[xyzni\p{Lu}])(?![\p{L}'’.])/u;

/**
 * Whether a number stands in its sentence as the answer itself: not denied, doubted or reported, no limit, and part of nothing
 * more.
 */
export function isBareNumber(text: string, start: number, end: number, prompt: string): boolean {
  const ahead = text.slice(0, start);
  const clause = ahead.split(/,|\bthen\b/).at(-1) ?? '';
  const asked = new Set(prompt.toLowerCase().match(/\p{L}+/gu));
  const behind = text
    .slice(end)
    .replace(/^\s?(?:%|percent\b|per cent\b)/i, '')
    // A condition that the question makes is none of the answer's.
    .replace(/^ if\b[^.,;]*/i, (found) =>
      (found.toLowerCase().match(/\p{L}+/gu) ?? []).every((word) => asked.has(word)) ? '' : found,
    );
  const own = (words: string): string =>
    words.replace(/\p{L}+/gu, (word) => (asked.has(word.toLowerCase()) ? '' : word));
  const isNegated = (words: string): boolean => /\b(?:not|cannot|never)\b|n['’]t\b/i.test(words);
  return !(
    before.test(ahead) ||
    after.some((form) => form.test(behind)) ||
    (factor.test(behind) && unitOf('', behind) === undefined) ||
    isFirstOfTwo(behind) ||
    isOfAnother(behind, asked) ||
    isOtherWay(clause, prompt) ||
    isReported(ahead) ||
    isDoubted(own(clause)) ||
    isConditional(clause) ||
    deniesAbroad(clause) ||
    (!isNegated(prompt) && (isNegated(clause.replace(/^.*\bbut\b/, '')) || isDeniedAfter(behind)))
  );
}

/** "2 kg 500 g": a quantity that goes on in another unit. */
function isFirstOfTwo(behind: string): boolean {
  const first = unitOf('', behind);
  const rest = behind.replace(/^\s?\p{L}+,?\s+(?:and\s+)?/u, '');
  const [next] = rest === behind ? [] : numbersIn(rest);
  if (first === undefined || next?.start !== 0) return false;
  return first.dimension === 'money' || unitOf('', rest.slice(next.end)) !== undefined;
}

const up = /\b(?:profit|gain|earn|increas|gr[eo]w|ris[ei]|rose|surplus|won|wins?\b|above)/i;
const down = /\b(?:loss|lost|los(?:es?|ing)\b|deficit|decreas|declin|drop|fell|fall|shortfall|debt|below)/i;

/** "A loss of $70,000" where a profit is asked for, and the other way round. */
function isOtherWay(clause: string, prompt: string): boolean {
  const [isUp, isDown] = [up.test(prompt), down.test(prompt)];
  return (isUp && !isDown && down.test(clause)) || (isDown && !isUp && up.test(clause));
}

/** "20 were sold", "$4 per item", "14 two years ago": something that the question does not ask of it. */
function isOfAnother(behind: string, asked: ReadonlySet<string>): boolean {
  const said =
    /^\s*(?:\p{L}+ )?(?:is|are|was|were) (?!(?:correct|right|it)\b)(\p{L}+)\W*$/u.exec(behind)?.[1] ??
    /^ (per|each) \p{L}/u.exec(behind)?.[1] ??
    /^ ?(?:[°\p{L}]+ )*(further|below|above|back|apart)\b/u.exec(behind)?.[1];
  const time = /^[^.]*\b(?:(ago|tomorrow|yesterday)|(?:next|last) (year|month|week))\b/i.exec(behind);
  return [said, time?.[1] ?? time?.[2]].some((word) => word !== undefined && !asked.has(word.toLowerCase()));
}
