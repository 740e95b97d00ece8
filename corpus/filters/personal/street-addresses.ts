/** Where somebody lives: street addresses and post boxes. */

import { digitsIn, type PersonalKind } from './kind.js';

/** Any case, also in a pattern where capitals count elsewhere. */
function anyCase(words: string): string {
  return words.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

/** Streets that are hardly anything else after a number and a name, and those that often are. */
const sureTypes = anyCase(
  'street|avenue|ave|road|rd|lane|ln|blvd|boulevard|parkway|pkwy|crescent|terrace|cir|circle',
);
const otherTypes = anyCase('st|drive|dr|court|ct|way|place|pl|close|square|sq|trail|trl|gardens|grove|mews');

const direction = '(?:[NSEWnsew]\\.? |[NSns][EWew]\\.? |(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est) )?';
/** No name of a street: "3 way street", "500 gb hard drive", "2 lane road". */
const noName = anyCase(
  'a|an|the|and|or|of|in|on|for|to|at|is|are|day|days|week|month|months|year|years|hour|hours|minute|minutes|mile|miles|km|people|way|lane|lanes|step|steps|wheel|gb|tb|mb|inch|hp|volt|watt|hard|flash|disk|usb|state|test|long|half|one|two|best|right|wrong|supreme|district|tennis|first|second|third|last|other|ways|man|men',
);
const word = `(?!(?:${noName})\\b)(?:\\d{1,3}(?:st|nd|rd|th)|\\p{L}[\\p{L}'-]+)`;
const unit = `(?:,? (?:${anyCase('apartment|apt|unit|suite|ste|flat')})\\.? ?[\\w-]{1,5}|,? #\\w{1,5})?`;
const town = '(?:,? (?:\\p{Lu}[\\p{L}.]+)(?: \\p{Lu}[\\p{Ll}.]+){0,2})?';
const postcode = '[A-Za-z]{1,2}\\d[A-Za-z\\d]? \\d[A-Za-z]{2}';
const tail = `${unit}(?:${town}(?:,? ${postcode}|,? [A-Z]{2} \\d{5}(?:-\\d{4})?|,? [A-Z]{2}\\b)|, \\p{Lu}[\\p{Ll}]+(?: \\p{Lu}\\p{Ll}+)?(?! \\p{Ll}))?`;

function street(types: string): RegExp {
  return new RegExp(
    `(?<![\\w.,$/-])\\d{1,5}[A-Za-z]? ${direction}${word}(?: ${word}){0,2} (?:${types})\\b\\.?${tail}(?![\\p{L}\\d])`,
    'gu',
  );
}

/** Known to everybody, and nobody's home. */
const famous =
  /^(?:10 downing|11 downing|21 jump|1600 pennsylvania|221b? baker|4 privet|12 grimmauld|742 evergreen|1313 mockingbird|1 infinite|1428 elm|77 sunset|\d+(?:st|nd|rd|th)) /i;

const saysWhere =
  /\b(?:liv(?:e|es|ed|ing) (?:at|on|in)|address(?: is)?:?|deliver(?:y|ed)?(?: it)? to:?|ship(?:ped|ping)?(?: it)? to:?|sen[dt](?: it| this)? to:?|mov(?:e|ing) (?:from|to)|from|house at|home at|meet (?:me|us) at|neighbou?r at|flat|apartment|property(?: tax)?|located at|to)\s*(?:\w+,\s*)?$/i;

/** A name in capitals, a unit, a town or a postcode. */
function saysMore(match: string): boolean {
  return /^\d+[A-Za-z]? (?:[NSEW]\.? )?\p{Lu}\p{Ll}/u.test(match) || /,|\d{5}$|\d[A-Za-z]{2}$/.test(match);
}

function isHome(match: string, before: string, leastDigits: number): boolean {
  if (famous.test(match)) return false;
  const number = /^\d+/.exec(match)?.[0] ?? '';
  return digitsIn(number) >= leastDigits || saysMore(match) || saysWhere.test(before);
}

export const streetAddresses: readonly PersonalKind[] = [
  {
    kind: 'address',
    leastDigits: 1,
    pattern: street(sureTypes),
    isReal: (match, before) => isHome(match, before, 3),
  },
  {
    kind: 'address',
    leastDigits: 1,
    pattern: street(otherTypes),
    isReal: (match, before) => isHome(match, before, 6),
  },
  {
    kind: 'address',
    leastDigits: 1,
    hint: /box \d/i,
    pattern: new RegExp(`\\b[Pp]\\.? ?[Oo]\\.? ?${anyCase('box')} \\d{1,6}\\b${tail}`, 'gu'),
  },
  {
    // Lindenstraße 41, 50674 Köln
    kind: 'address',
    leastDigits: 1,
    hint: /(?:stra(?:ß|ss)e|str\.|weg|allee|platz|gasse|laan|straat) \d/i,
    pattern:
      /(?<![\p{L}\p{N}])(?:\p{L}+-?(?:straße|strasse|str\.|weg|allee|platz|gasse|laan|straat)|\p{Lu}\p{L}+ (?:Straße|Strasse|Str\.|Weg|Allee|Platz|Gasse)) \d{1,4} ?[a-z]?(?:,? \d{4,5} \p{Lu}\p{L}+|(?=[\s,.?!]|$))/gu,
  },
  {
    // 14 rue des Tanneurs, 69007 Lyon
    kind: 'address',
    leastDigits: 1,
    hint: / (?:rue|quai|chemin|impasse|allée|avenue|boulevard|place) /,
    pattern:
      /(?<![\p{L}\p{N}])\d{1,4}(?: ?bis)?,? (?:rue|quai|chemin|impasse|allée|avenue|boulevard|place) (?:(?:de|du|des|la|le|les|d'|l') ?){0,3}\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}-]+){0,3}(?:,? \d{5} \p{Lu}[\p{L}-]+)?/gu,
  },
  {
    // Calle Mayor 12, 28013 Madrid; Via Roma 7
    kind: 'address',
    leastDigits: 1,
    hint: /(?:[Cc]alle|[Cc]arrer|[Vv]ia(?:le)?|[Pp]iazza|[Rr]ua|[Aa]venida) /,
    pattern:
      /(?<![\p{L}\p{N}])(?:[Cc]alle|[Cc]arrer|[Vv]ia|[Vv]iale|[Pp]iazza|[Rr]ua|[Aa]venida) (?:(?:de|del|della|di|do|da|la|los|las) ){0,2}\p{Lu}\p{L}+(?: \p{Lu}\p{L}+){0,2},? \d{1,4}(?:,? \d{4,5}(?:-\d{3})? \p{Lu}\p{L}+)?(?!\d)/gu,
  },
];
