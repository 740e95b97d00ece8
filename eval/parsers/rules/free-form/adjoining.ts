/** What adjoins an accepted answer, and may make something else of it. */

import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { normalise } from '../normalise.js';
import { knownTo } from './known-words.js';
import { type Place, placesOfAnswer } from './place.js';

/** Before a name they address it or say where it is from, as "United States" does, and make no other name of it. */
const title =
  /^(?:mr|mrs|ms|miss|dr|sir|dame|lord|lady|king|queen|prince|princess|president|emperor|empress|pope|saint|st|captain|general|professor|prof|the|states|city)$/i;
/** "A type of iron", "the city of Canberra", "made of iron": what is named behind them is what is meant. */
const naming =
  /^(?:\w+ed|made|full|out|because|think|consists?|types?|kinds?|sorts?|forms?|examples?|cases?|concepts?|ideas?|notions?|uses?|definitions?|descriptions?|situations?|names?|words?|terms?|titles?|instances?|variet(?:y|ies)|species|brands?|cit(?:y|ies)|towns?|villages?|islands?|states?|countr(?:y|ies)|kingdom|republic|province|region|county|district|month|element|lack|presence|all|both|each|one|some|most|many)$/i;

/**
 * Whether wherever an answer stands in a text, something unknown adjoins it that may make another name of it ("Leonardo
 * DiCaprio", "Warsaw Pact", "iron ore"), or the thing named is another one that has to do with it ("the neighbour of France").
 * What the question, an accepted answer or the passage names so is known.
 */
export function isPartOfAnother(answer: string, text: string, item: FreeFormItem): boolean {
  const isKnown = knownTo(item);
  const isPhrase =
    text.split(/\s+/).length <= longestPhrase &&
    !/\b(?:is|are|was|were|be|has|had|did|does|can|means?)\b/.test(text);
  const isNamed = ({ word, whole }: Adjoining): boolean =>
    isKnown(word) || (item.context !== null && normalise(item.context).includes(normalise(whole)));
  const asksOf = /\bof (?:which|what|whom)\b|\bof[?\s]*$/i.test(item.prompt);
  const places = placesOfAnswer(answer, text);
  return (
    places.length > 0 &&
    places.every((place) => {
      const isName = /\p{Lu}/u.test(place.found);
      const adjoining = [
        isName ? nameAfter(place) : undefined,
        isName ? nameBefore(place) : undefined,
        wordAfter(place, isPhrase),
        isPhrase ? wordBefore(place) : undefined,
        isPhrase ? joinedTo(place) : undefined,
      ];
      return adjoining.some((each) => each && !isNamed(each)) || (!asksOf && isOwned(place, isKnown));
    })
  );
}

/** In words: what is longer is a sentence. */
const longestPhrase = 6;

/** A word that adjoins an answer, and both together. */
interface Adjoining {
  readonly word: string;
  readonly whole: string;
}

function nameAfter({ found, after }: Place): Adjoining | undefined {
  const word = /^[ -]([\p{Lu}\p{N}][\p{L}\p{N}'-]*)/u.exec(after)?.[1];
  return word === undefined ? undefined : { word, whole: `${found} ${word}` };
}

function nameBefore({ found, before }: Place): Adjoining | undefined {
  const word = /(?<![\p{L}.])(\p{Lu}[\p{L}'-]*)[ -]$/u.exec(before)?.[1];
  return word === undefined || title.test(word) ? undefined : { word, whole: `${word} ${found}` };
}

/** "Water dog" behind a word in a phrase. */
const compound = /^[ -](\p{Ll}[\p{L}'-]*)(?=(?: \p{L}+)?\W*$)/u;

/** A last word behind an answer is a thing that it only describes, but for a kind of thing that a name is followed by. */
function wordAfter({ found, after }: Place, isPhrase: boolean): Adjoining | undefined {
  const isWholeName = /\p{Lu}/u.test(found) && /\s/.test(found);
  if (isWholeName && !/^ \p{Ll}+ \p{Lu}/u.test(after)) return undefined;
  const next = (isPhrase ? compound : /^-(\p{Ll}[\p{L}'-]*)/u).exec(after)?.[1];
  if (next !== undefined && !/ly$/.test(next)) return { word: next, whole: `${found} ${next}` };
  const word = /^ (\p{Ll}[\p{L}'-]*)(?=\s*(?:[.,;:!?)"]|$))/u.exec(after)?.[1];
  return word === undefined || /(?:ly|ed|ing)$/.test(word) ? undefined : { word, whole: `${found} ${word}` };
}

function wordBefore({ found, before }: Place): Adjoining | undefined {
  const word = /(?<![\p{L}])(\p{L}[\p{L}'-]*)[ -](?:(?:from|to|by|with|for|of) )?(?:(?:the|an?) )?$/u.exec(
    before,
  )?.[1];
  return word === undefined || title.test(word) ? undefined : { word, whole: `${word} ${found}` };
}

/** "A skull and crossbones". */
function joinedTo({ found, after }: Place): Adjoining | undefined {
  const word = /^ and (?:(?:the|an?) )?(\p{L}+)/u.exec(after)?.[1];
  return word === undefined ? undefined : { word, whole: `${found} and ${word}` };
}

/** "The price of gold": something of it; or, of a common word, "a storm of protest". */
function isOwned({ found, before, after }: Place, isKnown: (word: string) => boolean): boolean {
  const owner = /(\p{L}+) of (?:the |an? |his |her |its |their )?["']?$/u.exec(before)?.[1];
  const further = /^ of (?:the |an? )?(\p{L}+)/u.exec(after)?.[1];
  if (further !== undefined && !/\p{Lu}/u.test(found) && !isKnown(further)) return true;
  return owner !== undefined && !naming.test(owner) && !isKnown(owner);
}
