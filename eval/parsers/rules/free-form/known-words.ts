/** Which words of a response name nothing that its question and the accepted answers do not. */

import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { asWords } from './mention.js';
import { acceptedWords } from './targets.js';

/** Words that join or lead in and name nothing. */
const joining = new Set(
  'a an the in on of at by to from with for as and or but nor is are was were be been being has have had do does did can could will would may might must should that which who whom whose where when while because since than then so if it its he his him she her hers they their them we our you your i my this these those there also too not into onto through during until over under about between among via per within without both each all any some only just simply first now still often typically usually mainly primarily actually really probably likely called named known yes no well sure one two three other same more most very such like besides beyond despite according however therefore thus hence overall answer fact once stands stand means refers'.split(
    ' ',
  ),
);
/** Whether a word joins others, or stands in the question or an accepted answer, "Pakistani" where "Pakistan" does. */
export function knownTo(item: FreeFormItem): (word: string) => boolean {
  const stems = [...asWords(item.prompt).stems, ...acceptedWords(item).flatMap(({ words }) => words.stems)];
  const isAlike = (a: string, b: string): boolean =>
    a === b || (a.length >= root && b.length >= root && a.slice(0, root) === b.slice(0, root));
  return (word) =>
    joining.has(word.toLowerCase()) ||
    /\p{L}{3}ly$/u.test(word) ||
    asWords(word).stems.every((each) => stems.some((one) => isAlike(each, one)));
}

/** Letters that "Pakistan" and "Pakistani" share. */
const root = 4;
