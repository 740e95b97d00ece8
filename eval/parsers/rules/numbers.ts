/** Numbers in a text, in digits and in words, and whether two are the same. */

/** A number as it stands in a text. */
export interface FoundNumber {
  readonly value: number;
  readonly start: number;
  readonly end: number;
  readonly percent: boolean;
  /** How many decimals are written. */
  readonly decimals: number;
  /** Written as an ordinal: "14th". */
  readonly ordinal: boolean;
  /** Written with a comma between thousands, as no year is. */
  readonly grouped: boolean;
}

/** What number words without a scale mean, and the words for how often. */
export const units: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  twice: 2,
  thrice: 3,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const scales: Readonly<Record<string, number>> = {
  hundred: 1e2,
  dozen: 12,
  thousand: 1e3,
  k: 1e3,
  lakh: 1e5,
  crore: 1e7,
  million: 1e6,
  billion: 1e9,
  bn: 1e9,
  trillion: 1e12,
};
const scaleWord = '(?:hundred|dozen|thousand|lakh|crore|million|billion|trillion|bn)';
const scaleBehind = (name: string): string => `(?:[\\s-]?(?<${name}>${scaleWord})s?\\b)`;
const partBehind = (name: string): string =>
  `(?:\\s+and\\s+(?<${name}>(?:an?|one|two|three)[\\s-]+(?:half|thirds?|quarters?)))`;
const numberWord = `(?:${Object.keys(units).join('|')})`;

const digits = '(?<![\\d.,([])0,\\d+(?![\\d,])|\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|\\.\\d+';
const pattern = new RegExp(
  [
    // A mixed number or a fraction.
    `(?<sign>(?<![\\w)\\d]\\s?)-\\s?)?(?:(?<whole>\\d+)\\s+)?(?<top>\\d+)\\s?/\\s?(?<bottom>[1-9]\\d*)(?![\\d/])`,
    `(?<minus>(?<![\\w)%]\\s?)-\\s?[$£€]?\\s?)?(?<digits>${digits})(?:\\s?(?:×|x|\\*)\\s?10\\s?\\^\\s?\\{?(?<exponent>[-+]?\\d+)\\}?|e(?<e>[-+]?\\d+))?(?:st|nd|rd|th)?${partBehind('part')}?(?:${scaleBehind('scale')}|(?<kilo>k)\\b)?`,
    `\\b(?<words>${numberWord}(?:(?:[\\s-]+(?:and\\s+)?)(?:${numberWord}|${scaleWord}))*)\\b(?:${partBehind('wordsPart')}${scaleBehind('wordsScale')}?)?|\\ba\\s+(?<ascale>hundred|thousand|million|billion|dozen)\\b`,
  ].join('|'),
  'giu',
);

const month = '(?:January|February|March|April|May|June|July|August|September|October|November|December)';

/** What looks like a number and is none. */
const otherDigits = new RegExp(
  [
    // A telephone number, a date with strokes or dots, a time, a name such as "R2" or "V-22".
    '\\b\\d(?:-\\d){2,}\\b',
    '\\b\\d{1,4}([/.])\\d{1,2}\\1\\d{2,4}\\b',
    '\\b\\d{1,2}:\\d{2}\\b',
    '\\b(?:\\p{Lu}\\p{L}*-|\\p{L}+)\\d[\\w-]*',
    // A day of a month, and a number that only points back.
    `\\b${month} \\d{1,2}\\b(?:st|nd|rd|th)?`,
    `\\b\\d{1,2}(?:st|nd|rd|th)?(?: of)? (?=${month}\\b)`,
    '\\b(?:these|those|the) (?:two|three|four|five|six)\\b',
  ].join('|'),
  'gu',
);

/** Most texts hold none of these, and this is soon seen. */
const anyNumber = new RegExp(`\\d|${numberWord}|hundred|thousand|[mb]illion|dozen`, 'i');

/** All numbers of a text: digits with their scale ("1.5 million"), fractions, mixed numbers, powers of ten, number words. */
export function numbersIn(text: string): FoundNumber[] {
  if (!anyNumber.test(text)) return [];
  const masked = text.replace(otherDigits, (found) => '_'.repeat(found.length));
  return [...masked.matchAll(pattern)].flatMap((match) => {
    const value = readValue(match.groups ?? {});
    if (value === undefined) return [];
    const end = match.index + match[0].length;
    return [
      {
        value,
        start: match.index,
        end,
        percent: /^\s?(?:%|percent\b|per cent\b)/i.test(masked.slice(end)),
        ordinal: /\d(?:st|nd|rd|th)$/i.test(match[0]),
        grouped: /[1-9]\d*,\d/.test(match[0]),
        decimals: /(?:\.|^0,)(\d+)/.exec(match[0])?.[1]?.length ?? 0,
      },
    ];
  });
}

function readValue(groups: Record<string, string | undefined>): number | undefined {
  const { top, bottom, whole, sign, minus, digits: written, exponent, e, words, ascale } = groups;
  const { part, scale = groups['kilo'], wordsPart, wordsScale } = groups;
  if (top !== undefined && bottom !== undefined) {
    const value = Number(whole ?? 0) + Number(top) / Number(bottom);
    return sign === undefined ? value : -value;
  }
  if (written !== undefined) {
    const plain =
      Number(/^0,/.test(written) ? written.replace(',', '.') : written.replaceAll(',', '')) *
      10 ** Number(exponent ?? e ?? 0);
    const value = (plain + partValue(part)) * scaleOf(scale);
    return minus === undefined ? value : -value;
  }
  if (ascale !== undefined) return scales[ascale.toLowerCase()];
  const value = words === undefined ? undefined : wordsValue(words, wordsPart !== undefined);
  return value === undefined ? undefined : (value + partValue(wordsPart)) * scaleOf(wordsScale);
}

function scaleOf(word = ''): number {
  return scales[word.toLowerCase()] ?? 1;
}

/** "A half" in "two and a half": 0.5; 0 where there is none. */
function partValue(part = ''): number {
  return fractionInWords(part) ?? 0;
}

/** "two hundred and forty-five thousand" as 245000. A lone "one" is more often a pronoun, unless a part follows: no number. */
function wordsValue(words: string, hasPart: boolean): number | undefined {
  const parts = words
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word !== 'and');
  if (parts.length === 1 && parts[0] === 'one' && !hasPart) return undefined;
  let total = 0;
  let group = 0;
  for (const word of parts) {
    const scale = scales[word];
    if (scale === undefined) group += units[word] ?? 0;
    else if (scale < 1000) group = Math.max(1, group) * scale;
    else {
      total += Math.max(1, group) * scale;
      group = 0;
    }
  }
  return total + group;
}

const parts =
  'half halves third thirds quarter quarters fourth fourths fifth fifths sixth sixths eighth eighths tenth tenths';
const partOf: Readonly<Record<string, number>> = {
  half: 2,
  halve: 2,
  third: 3,
  quarter: 4,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  eighth: 8,
  tenth: 10,
};
const fraction = new RegExp(
  `(?:^|\\s)(?<top>an?|\\d+|${numberWord})[\\s-]+(?<part>${parts.split(' ').join('|')})$`,
  'i',
);

const outOf = new RegExp(
  `(?:^|\\s)(?<some>\\d+|${numberWord}) (?:in|out of)(?: every)? (?<all>\\d{1,3}|${numberWord})$`,
  'i',
);

/** The value of a fraction in words that a text ends in: "three quarters", "a half", "2 thirds", "1 in 4". */
export function fractionInWords(text: string): number | undefined {
  const end = text.replace(/[\s.!]+$/, '');
  const counted = (word: string): number => units[word.toLowerCase()] ?? Number(word);
  const { some, all } = outOf.exec(end)?.groups ?? {};
  if (some !== undefined && all !== undefined) return counted(some) / counted(all);
  const { top = '', part = '' } = fraction.exec(end)?.groups ?? {};
  const whole = /^an?$/i.test(top) ? 1 : counted(top);
  const bottom = partOf[part.toLowerCase().replace(/s$/, '')];
  return bottom === undefined || top === '' ? undefined : whole / bottom;
}

/** Whether a number says what a target says: the same, or the same to the decimals that the target gives. */
export function sameNumber(found: FoundNumber, target: FoundNumber): boolean {
  const close = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
  if (close(found.value, target.value)) return true;
  if (found.percent !== target.percent) {
    const [share, percent] = found.percent ? [target.value, found.value] : [found.value, target.value];
    if (close(share * 100, percent)) return true;
  }
  return (
    target.decimals > 0 &&
    found.decimals > target.decimals &&
    close(Number(found.value.toFixed(target.decimals)), target.value)
  );
}

/** Whether two numbers may say the same in other units or with a scale left out: then nothing is sure. */
export function maybeSameNumber(found: FoundNumber, target: FoundNumber): boolean {
  if (found.value === 0 || target.value === 0) return false;
  const ratio = Math.abs(found.value / target.value);
  const known = [12, 60, 100, 1e3, 3600, 1e6, 1e9];
  if (known.some((factor) => Math.abs(ratio / factor - 1) < 1e-6 || Math.abs(ratio * factor - 1) < 1e-6))
    return true;
  // "3 degrees below zero" for -3.
  return (
    Math.abs(found.value + target.value) < 1e-9 ||
    rounds(found.value, target.value) ||
    (found.percent && rounds(Number((found.value / 100).toPrecision(12)), target.value)) ||
    rounds(target.value, found.value)
  );
}

/** Whether a number is another one rounded to fewer digits: 3,550,000 is 3,552,092 so rounded. */
function rounds(rounded: number, exact: number): boolean {
  const digits = String(Math.abs(rounded))
    .replace('.', '')
    .replace(/^0+|0+$/g, '').length;
  return rounded !== exact && Number(exact.toPrecision(Math.max(1, digits))) === rounded;
}
