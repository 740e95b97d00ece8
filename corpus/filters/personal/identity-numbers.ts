/** Numbers by which states know their people. */

import { digitsIn, namesANumber, type PersonalKind } from './kind.js';

/** What such a number is called where it is asked about. */
const called =
  "(?:ssn|social security|social(?= \\d)|ss(?= ?#)|national insurance|ni(?= (?:no|number))|nino|my sin|sin(?= (?:no|number))|social insurance|aadhaa?r|pan(?: card)?|cpf|dni|nie|nif|codice fiscale|personnummer|steuer-?id|pesel|curp|medicare|medicaid|nhs|tax id|tin|itin|passport|driver'?s? licen[cs]e|driving licen[cs]e|identity card|id card|national id)";

/** Letters and digits, grouped or not. */
const number = '[A-Z]{0,6}\\d[A-Z0-9]*(?:[ .-](?=[A-Z0-9]*\\d)[A-Z0-9]{1,9}){0,4}(?:[ -][A-Z](?![a-z\\d]))?';
const grouped = '[A-Z]{1,2} \\d{2} ?\\d{2} ?\\d{2} ?[A-D]';

export const identityNumbers: readonly PersonalKind[] = [
  {
    // Groups of 3, 2 and 4, never 000, 666 or from 900 on (the United States' Social Security Administration).
    kind: 'id',
    leastDigits: 9,
    pattern: /(?<![\w-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/g,
    isReal: (_match, before) => !namesANumber.test(before),
  },
  // The United Kingdom's; Brazil's; Italy's: no other number is written so.
  {
    kind: 'id',
    leastDigits: 6,
    pattern: /\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b/g,
  },
  { kind: 'id', leastDigits: 11, pattern: /(?<![\d.])\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)/g },
  { kind: 'id', leastDigits: 7, pattern: /\b[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]\b/gi },
  {
    kind: 'id',
    leastDigits: 4,
    hint: new RegExp(called, 'i'),
    pattern: new RegExp(
      // What cannot begin such a number is passed over before anything behind it is looked at.
      `(?=[A-Z]{0,6} ?\\d)(?<=\\b${called}(?: card)?(?:'s)?(?: (?:number|num|no|nr|id))?\\.?(?: is| was|:|=| #)? ?)(?:${grouped}|${number})(?![\\w])`,
      'gi',
    ),
    isReal: (match) => digitsIn(match) >= 6 || (digitsIn(match) >= 4 && /^[A-Z\d-]{9,}$/.test(match)),
  },
];
