/** A question of yes or no that a response answers in the question's own words. */

import { stem, wordsOf } from '../normalise.js';
import { isSupposed } from '../stance.js';

/** The last question of a prompt that begins with the word by which it is turned into one. */
const question = /(?:^|[.!?:\n"]\s*)(?<turned>do|does|did|is|are|was|were) (?<rest>[^.?!\n]*?)\?/gi;
const connective =
  /^(?:(?:therefore|thus|so|hence|consequently|overall|in conclusion|in summary|finally|yes|no)\b[,:]? ?)+/i;
const auxiliary = new Set('do does did doesnt didnt dont not indeed also really actually'.split(' '));

/**
 * What a sentence makes of a prompt's question by repeating it: "Does Ann tell the truth?", "Ann does not tell the truth." is
 * no.
 *
 * @returns undefined where it says anything else, more or less
 */
export function restated(prompt: string, sentence: string): 'yes' | 'no' | undefined {
  const asked = [...prompt.matchAll(question)].at(-1)?.groups;
  if (asked === undefined || isSupposed(sentence)) return undefined;
  const { turned = '', rest = '' } = asked;
  const said = sentence.replace(connective, '').replace(/[.!]$/, '');
  return /^d/i.test(turned) ? ofVerb(rest, said) : ofAdjective(rest, said);
}

/** "Ann tells the truth", "Ann does not tell the truth": the question's own words in its order and no other. */
function ofVerb(rest: string, said: string): 'yes' | 'no' | undefined {
  const words = wordsOf(said.split(/,| (?:because|since|as|when|given)\b/)[0] ?? '');
  const own = words.filter((word) => !auxiliary.has(word)).map(stem);
  const same = own.length > 1 && own.join(' ') === wordsOf(rest).map(stem).join(' ');
  const negations = words.filter((word) => /^(?:not|\w+nt)$/.test(word) && auxiliary.has(word)).length;
  return same && negations < 2 ? (negations === 1 ? 'no' : 'yes') : undefined;
}

/** "It is plausible", "it is not plausible", "it is implausible", for a question that ends in "plausible". */
function ofAdjective(rest: string, said: string): 'yes' | 'no' | undefined {
  const adjective = /(?<!\S)(\p{L}{4,})\W*$/u.exec(rest)?.[1];
  if (adjective === undefined) return undefined;
  const verb = "\\b(?:is|are|was|were|it's|that's)(?<is>n't| not)?";
  const adverbs = '(?: (?:indeed|entirely|very|quite|completely|therefore|thus|actually))*';
  const claims = [
    ...said.matchAll(
      new RegExp(`${verb}${adverbs}(?<not> not)? (?<un>un|im|in|il|ir)?${adjective}\\b`, 'gi'),
    ),
  ];
  const [claim, second] = claims;
  const before = said.slice(0, claim?.index ?? 0);
  if (!claim || second || /\b(?:not|cannot|never|no|if|more|less)\b|n't\b/i.test(outsideQuotes(before)))
    return undefined;
  const negations = [claim.groups?.['is'], claim.groups?.['not'], claim.groups?.['un']].filter(
    Boolean,
  ).length;
  return negations > 1 ? undefined : negations === 1 ? 'no' : 'yes';
}

function outsideQuotes(text: string): string {
  return text.replace(/"[^"]*"/g, ' ');
}
