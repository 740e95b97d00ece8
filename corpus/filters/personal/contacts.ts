/** E-mail addresses, also written so that machines miss them, and telephone numbers. */

import { digitsIn, namesANumber, type PersonalKind } from './kind.js';

const domains =
  'com|org|net|edu|gov|info|io|co|me|dev|app|uk|de|fr|es|it|nl|eu|ca|au|us|in|jp|br|ru|ch|at|pl|se';

export const emails: readonly PersonalKind[] = [
  {
    // Letters of any script: a Cyrillic letter that looks Latin hides nothing.
    kind: 'email',
    leastDigits: 0,
    hint: /@/,
    pattern:
      /(?<![\p{L}\p{N}_.+-])[\p{L}\p{N}_][\p{L}\p{N}_.+'-]{0,63}@(?:[\p{L}\p{N}-]{1,63}\.)+\p{L}{2,24}(?![\p{L}\p{N}])/giu,
    // Addresses of machines, the same for everybody.
    isReal: (match) => !/^(?:git|hg|svn)@|@(?:github|gitlab|bitbucket)\.(?:com|org)$/i.test(match),
  },
  {
    kind: 'email',
    leastDigits: 0,
    hint: /@|[([{<]\s?at\s?[)\]}>]/i,
    pattern: new RegExp(
      `(?<![\\w.+-])[a-z0-9][\\w.+-]{0,63}\\s?(?:@|[([{<]\\s?at\\s?[)\\]}>])\\s?[a-z0-9-]{1,63}(?:(?:\\.|\\s?[([{<]\\s?dot\\s?[)\\]}>]\\s?)[a-z0-9-]{1,63}){0,3}(?:\\.|\\s?[([{<]\\s?dot\\s?[)\\]}>]\\s?)(?:${domains})\\b`,
      'gi',
    ),
    isReal: (match) => !/^(?:git|hg|svn)\s?@/i.test(match),
  },
  {
    kind: 'email',
    leastDigits: 0,
    hint: / at .* dot /i,
    pattern: new RegExp(
      `(?<![\\w.+-])[a-z0-9_-]{1,64}(?: dot [a-z0-9_-]{1,64}){0,3} at [a-z0-9-]{1,63}(?: dot [a-z0-9-]{1,63}){0,3} dot (?:${domains})\\b`,
      'gi',
    ),
  },
];

/** Whether a number has as many digits as a telephone number with its country code (ITU-T E.164). */
function isInternational(match: string): boolean {
  const digits = digitsIn(match);
  return digits >= 8 && digits <= 15;
}

/** The bounds of 32 bits, written like numbers of North America. */
const machineNumbers = new Set(['2147483647', '2147483648', '4294967295', '4294967296']);

export const phones: readonly PersonalKind[] = [
  // International numbers carry a plus or two zeros; others must be grouped as one, or be called one.
  {
    kind: 'phone',
    leastDigits: 8,
    pattern:
      /(?<![\w+.])(?:\+|(?<!\d[ -])00[ -]?(?=[1-9]))\d{1,3}(?:[ ./-]{0,2}\(\d{1,4}\))?(?:[ ./-]?\d{1,4}){2,6}(?![\d:])/g,
    isReal: (match, before) =>
      (match.startsWith('+') ? isInternational(match) : digitsIn(match) >= 11) && !namesANumber.test(before),
  },
  {
    kind: 'phone',
    leastDigits: 10,
    pattern: /(?<![\w.-])(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}([ .-]))\d{3}(?:\1|[ .-])\d{4}(?![\w-])/g,
    isReal: (_match, before) => !namesANumber.test(before),
  },
  // A trunk zero and groups, as numbers are written within many countries.
  {
    kind: 'phone',
    leastDigits: 10,
    pattern: /(?<![\w.-])(?:\(0\d{1,4}\)[ -]?|0\d{1,4}[ /-])\d{3,4}(?:[ -]?\d{3,4})?(?![\w-])/g,
    isReal: (match, before) => /^(?:\D*\d){10,11}\D*$/.test(match) && !namesANumber.test(before),
  },
  { kind: 'phone', leastDigits: 10, pattern: /(?<![\w.-])0[1-9](?:([ .-])\d{2})(?:\1\d{2}){3}(?![\w-])/g },
  {
    kind: 'phone',
    leastDigits: 7,
    pattern:
      /(?=[+(\d])(?<=\b(?:phone|telephone|telefon|tel|mobile|handy|cell|fax|whatsapp|sms|reach (?:me|him|her|us)(?: at| on)?|(?:call|text|ring|dial|phone)(?: (?:me|him|her|us|them))?(?: at| on)?)(?: (?:number|no|nr))?(?: is)?[.:]? ?)\+?\(?\d(?:[ ./()-]{0,2}\d){6,13}(?!\d)/gi,
  },
  {
    // Ten digits in a row, as numbers of North America are typed: area code and exchange begin with 2 to 9.
    kind: 'phone',
    leastDigits: 10,
    pattern: /(?<![\w.,:/#-])[2-9]\d{2}[2-9]\d{6}(?![\w.,:/-])/g,
    isReal: (match, before, after) =>
      !namesANumber.test(before) &&
      (before + after).trim() !== '' &&
      !/^(\d)\1+$/.test(match) &&
      !machineNumbers.has(match),
  },
];
