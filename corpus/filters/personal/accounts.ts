/** Bank accounts and cards: what their checksums confirm. */

import { passesIban, passesLuhn } from '../checksums.js';
import { digitsIn, type PersonalKind } from './kind.js';

/** Length of an IBAN by country (the IBAN registry of SWIFT). */
const ibanLengths: Readonly<Record<number, string>> = {
  15: 'NO',
  16: 'BE',
  18: 'DK FO FI GL NL SD',
  19: 'MK SI',
  20: 'AT BA EE KZ LT LU MN XK',
  21: 'CH HR LI LV',
  22: 'BG BH CR DE GB GE IE ME RS VA',
  23: 'AE GI IL IQ OM SO TL',
  24: 'AD CZ ES MD PK RO SA SE SK TN VG',
  25: 'LY PT ST',
  26: 'IS TR',
  27: 'BI DJ FR GR IT MC MR SM',
  28: 'AL AZ BY CY DO GT HU LB NI PL SV',
  29: 'BR EG PS QA UA',
  30: 'JO KW MU YE',
  31: 'MT SC',
  32: 'LC',
  33: 'RU',
};

const ibans = Object.entries(ibanLengths).map(
  ([length, countries]) =>
    `(?:${countries.replaceAll(' ', '|')})[ -]?\\d[ -]?\\d(?:[ -]?[a-z0-9]){${Number(length) - 4}}`,
);

export const accounts: readonly PersonalKind[] = [
  {
    kind: 'iban',
    leastDigits: 2,
    hint: /\b[a-z]{2}[ -]?\d[ -]?\d/i,
    pattern: new RegExp(`\\b(?:${ibans.join('|')})(?![a-z0-9])`, 'gi'),
    isReal: (match) => passesIban(match.replace(/[ -]/g, '').toUpperCase()),
  },
  {
    kind: 'card',
    leastDigits: 13,
    pattern: /(?<![\d.-])\d(?:[ -]?\d){12,18}(?![\d-])/g,
    isReal: (match, before) => {
      const digits = match.replace(/\D/g, '');
      return digitsIn(digits) <= 19 && /^[2-6]/.test(digits) && passesLuhn(digits) && !/isbn/i.test(before);
    },
  },
];
