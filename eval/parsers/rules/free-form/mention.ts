import { placesOf, stem, wordsOf } from '../normalise.js';
import { isDeniedAfter, isSupposed } from '../stance.js';

/** Words that say that what follows is not the answer, and how far before it they may stand. */
const denials = new Set(
  'not no never neither nor isnt wasnt arent werent doesnt didnt dont cannot cant without unlike except excluding than instead contrary opposed rather'.split(
    ' ',
  ),
);
const reach = 3;

/** A text's words, as typed and cut to their stems. */
export interface Words {
  readonly typed: readonly string[];
  readonly stems: readonly string[];
}

export function asWords(text: string): Words {
  const typed = wordsOf(text);
  return { typed, stems: typed.map(stem) };
}

/**
 * The places where an answer stands in a text word for word (one and many alike) and is not denied.
 *
 * @param question a denial that only repeats its words ("more than one", "you should never give") is none
 */
export function mentions(answer: Words, text: Words, question: Words = { typed: [], stems: [] }): number[] {
  return placesOf(answer.stems, text.stems).filter((at) => !denied(text, at, answer.typed.length, question));
}

function denied(text: Words, at: number, length: number, question: Words): boolean {
  const { typed } = text;
  const before = typed.slice(0, at).slice(-4).join(' ');
  const after = typed.slice(at + length, at + length + 2).join(' ');
  if (/^[12]\d{3}$/.test(typed[at] ?? '') && aroundYear.test(before)) return true;
  const relation = related.exec(before)?.[0];
  if (relation !== undefined && !asWords(relation).stems.every((word) => question.stems.includes(word)))
    return true;
  if (notAfter.test(after)) return true;
  if (isDisowned(text, at, length, question) || isRival(text, at, question)) return true;
  return typed
    .slice(0, at)
    .some((word, place) => place >= at - reach && denials.has(word) && !repeats(text, place, question));
}

const copulas = new Set('is are was were be been seems can could must would'.split(' '));

/** How far before an answer words still have to do with it. */
const sentence = 40;

/** Whether an answer is doubted, excluded, reported or only supposed, in words that are not the question's own. */
export function isDisowned({ typed, stems }: Words, at: number, length: number, question: Words): boolean {
  const from = Math.max(0, at - sentence);
  const before = typed
    .slice(from, at)
    .filter((_, place) => !question.stems.includes(stems[from + place] ?? ''))
    .join(' ');
  const after = typed
    .slice(at + length, at + length + 6)
    .filter((word, place) => copulas.has(word) || !question.stems.includes(stems[at + length + place] ?? ''))
    .join(' ');
  return isSupposed(before) || isDeniedAfter(after);
}

/** Whether a word stands with its neighbours, or with the two words after it, in a question too. */
function repeats({ stems }: Words, place: number, question: Words): boolean {
  return [place - 1, place].some((from) => {
    const three = from < 0 ? [] : stems.slice(from, from + 3);
    return three.length === 3 && placesOf(three, question.stems).length > 0;
  });
}

/** Before a name: somebody or something that only has to do with it. */
const related =
  /\b(?:refused|declined|rejected|missed|(?:nominated|shortlisted) for|next to|despite|lack of|nothing to do with|dedicated to|imitating|second to|fans? of|near|outside|beside|hardly|barely|(?:anything|everything|nothing|all) but|(?:(?:son|daughter|husband|father|mother|brother|sister|cousin|uncle|aunt|colleague|friend|student|pupil|teacher|rival|successor|predecessor|assistant|follower|suburb|mayor|airport|pseudonym|name|school|arm)s?|wi(?:fe|ves)|enem(?:y|ies)|contemporar(?:y|ies)|outskirts|opposite|style|manner|north|south|east|west) of)$/;
/**
 * Whether a name is only what the answer is set against ("Sydney replaced Canberra"), in a word that is not the question's own.
 */
function isRival({ typed, stems }: Words, at: number, question: Words): boolean {
  return rivalry.has(typed[at - 1] ?? '') && !question.stems.includes(stems[at - 1] ?? '');
}

const rivalry = new Set(
  'beat beats defeated replaced replaces succeeded preceded followed overtook surpassed before after'.split(
    ' ',
  ),
);
/** After a name: it is said not to be so. */
const notAfter =
  /^(?:(?:is|was|are|were) only\b|(?:never|refused|declined|failed)\b|(?:did|was|is|does|were|are|has|had|can|could) not\b|(?:did|was|is|does|were|are|has|had)nt\b)/;

/** What stands right before a year, a month between them or not, where another one is meant. */
export const aroundYear =
  /\b(?:after|before|following|preceding|since|until|prior to|later than|earlier than)(?: (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)?(?: the)? ?$/i;

/**
 * Whether an answer is offered as one of several ("X or Y", "either X"), the other one being no accepted answer. Where the
 * answer itself is long, an "or" belongs to a list that goes on, not to a guess.
 */
export function hedged(answer: Words, text: Words, accepted: readonly Words[], question: Words): boolean {
  if (answer.typed.length > 2) return false;
  const also = new Set(accepted.flatMap(({ stems }) => stems));
  return mentions(answer, text, question).every((at) => {
    const after = at + answer.typed.length;
    if (text.typed[after] === 'or') return !also.has(text.stems[after + 1] ?? '');
    if (text.typed[at - 1] === 'or') return !also.has(text.stems[at - 2] ?? '');
    return [text.typed[at - 1], text.typed[at - 2]].some((word) => word === 'either' || word === 'perhaps');
  });
}

/** Whether an answer is so short or common that finding it within a sentence says little. */
export function tooCommon(answer: Words): boolean {
  return answer.typed.join('').length <= 2 || answer.typed.every((word) => common.has(word));
}

const common = new Set(
  'it he she they we you i who what which that this these those one two three all none no yes not in on at of for to by as is are was were be and or if so do did has have had can may will time man men woman people day year years first last name king city state country world book film song'.split(
    ' ',
  ),
);
