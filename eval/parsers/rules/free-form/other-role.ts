/** Whether a text names somebody or something else than the answer in a role of its own. */

import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { knownTo } from './known-words.js';
import { placesOfAnswer } from './place.js';

const clauses = /[;:,–—(]|\b(?:and|but|while|whereas|although|though|then)\b/i;
const name = "(\\p{Lu}[\\p{L}'.-]*(?: \\p{Lu}[\\p{L}'.-]*)*)";
/** A name of which a clause says something. */
const subject = new RegExp(
  `^\\s*(?:the (?=\\S+ (?:is|was|are|were)\\b))?${name}(?<!'|'s) (?!(?:in|on|at|of|by|to|from|with|for|as|near|under|during|after|before|than|or)\\b)\\p{Ll}`,
  'u',
);
/** A first clause of one to three words is an answer of its own: "Jupiter, next to Saturn". */
const lone = /^\W*(?:the |an? )?((?:\p{L}[\p{L}'.-]*)(?: \p{L}[\p{L}'.-]*){0,2})\W*$/u;
const list = new RegExp(`^\\s*${name}\\W*$`, 'u');
const laterOn = new RegExp(
  `\\b(?:[Tt]oday|[Nn]owadays|[Cc]urrently|[Nn]ow|[Tt]hese days|[Ss]ince then|[Ss]ince \\d{4}|[Ee]ventually|[Aa]fterwards)\\b[^.;()\\p{Lu}]{0,30}${name}`,
  'u',
);

/**
 * Whether a response says something of another name beside an answer that is one ("France hosted, Brazil won"), lists names
 * side by side ("Barcelona, Madrid, Atlanta"), or says until when the answer held ("Canberra until 1950; today it is Sydney").
 */
export function hasOtherRole(answer: string, part: string, whole: string, item: FreeFormItem): boolean {
  const places = placesOfAnswer(answer, part);
  const isKnown = knownTo(item);
  const isOther = (found = ''): boolean =>
    found !== '' && found.split(/[ .-]/).every((word) => word === '' || !isKnown(word));
  const said = part.split(clauses);
  const isInFirst = placesOfAnswer(answer, said[0] ?? '').length > 0;
  const [, bare] = lone.exec(said[0] ?? '') ?? [];
  const isSecond = !isInFirst && (isOther(bare) || isOther(subject.exec(said[0] ?? '')?.[1]));
  const isRival =
    places.some(({ found }) => /\p{Lu}/u.test(found)) &&
    said.some((clause, index) => index > 0 && isOther(subject.exec(clause)?.[1]));
  const isList = said.length > 2 && said.slice(1).every((clause) => isOther(list.exec(clause)?.[1]));
  const isShared = /\bothers\b/i.test(part) && !/\bothers\b/i.test(item.prompt);
  const isPast =
    !/\b(?:until|till)\b/i.test(item.prompt) && places.some(({ after }) => /\b(?:until|till)\b/i.test(after));
  return (
    isShared ||
    isSecond ||
    isRival ||
    isList ||
    isPast ||
    isOther(laterOn.exec(whole.replace(/\([^()]*\)/g, ' '))?.[1])
  );
}
