import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { wordsOf } from '../normalise.js';
import { type FoundNumber, fractionInWords, maybeSameNumber, numbersIn, sameNumber } from '../numbers.js';
import { refuses } from '../refusal.js';
import type { Reading, ResponseText, Rule } from '../rule.js';
import { isUnqualified } from '../stance.js';
import { answerPart } from './answer-part.js';
import { isBareNumber } from './bare-number.js';
import { knownTo } from './known-words.js';
import { aroundYear } from './mention.js';
import { compareQuantities, type Quantity, quantityAt } from './quantity.js';
import { corrected, takenBack } from './taken-back.js';
import { acceptedAnswers } from './targets.js';

/** The accepted answers that are a number with at most two words after it, and whether all are. */
function numericTargets(item: FreeFormItem): { readonly quantities: Quantity[]; readonly all: boolean } {
  const accepted = acceptedAnswers(item);
  const quantities = accepted.flatMap((answer) => {
    const digits = answer.toLowerCase() === 'one' ? '1' : answer;
    const [only, second] = numbersIn(digits);
    if (!only || second) return [];
    const before = digits.slice(0, only.start).trim();
    const after = digits.slice(only.end).trim();
    const plain =
      /^(?:[$£€~≈]|about|approximately|over)?$/i.test(before) &&
      /^[%°]?\s*(?:(?!π)[\p{L}²³-]+\s*){0,2}\.?$/u.test(after);
    return plain ? [quantityAt(digits, only)] : [];
  });
  return { quantities, all: quantities.length === accepted.length };
}

/** Where not every accepted answer is a number, one is looked for only if the question wants one. */
const asksForNumber =
  /\b(?:how (?:many|much|long|far|old|often|tall|high|deep|wide|big|fast|few)|when|years?|numbers?|percent(?:age)?|date)\b/i;

/** The answer is a number: the response's final number is one of those accepted, or it is wrong. */
export const numberAnswer: Rule<FreeFormItem> = {
  name: 'number',
  read(response, item) {
    const targets = numericTargets(item);
    const numbers = targets.quantities.map((target) => target.number);
    if (numbers.length === 0 || refuses(response.sentences.at(-1) ?? '')) return undefined;
    if (!targets.all && !asksForNumber.test(item.prompt)) return undefined;
    const { text } = answerPart(response);
    const inWords = fractionInWords(text);
    if (inWords !== undefined) {
      const right = numbers.some(({ value }) => Math.abs(value - inWords) < 1e-9);
      return right && isUnqualified(text)
        ? { score: 1, answer: String(inWords), confidence: 0.93 }
        : undefined;
    }
    const found = finalNumber(response, item, numbers);
    if (!found) return oneInWords(response, numbers);
    const { quantity, confidence } = found;
    const { number } = quantity;
    const answer = String(number.value);
    const given = [1, ...scalesIn(item.prompt)].map((scale) => ({
      ...quantity,
      number: { ...number, value: number.value / scale },
    }));
    const verdicts = targets.quantities.flatMap((target) =>
      given.map((each) => compareQuantities(each, target, item)),
    );
    const isOtherUnit =
      quantity.unit !== undefined &&
      targets.quantities.some(
        (target) => target.unit !== undefined && compareQuantities(quantity, target, item) !== 'same',
      );
    if (verdicts.includes('same') && isOtherUnit && targets.quantities.some(({ unit }) => unit === undefined))
      return undefined;
    if (verdicts.includes('same')) return { score: 1, answer, confidence };
    // What may be right in other units, repeats the question, or may be no count at all is not sure to be wrong; neither is
    // a response that gives an accepted number close by.
    const nearby = numbersIn([text, ...response.sentences.slice(-2)].join('\n'));
    const unsure =
      !targets.all ||
      verdicts.includes('unclear') ||
      nearby.some((other) => numbers.some((target) => sameNumber(other, target))) ||
      number.ordinal ||
      numbersIn(item.prompt).some(({ value }) => value === number.value) ||
      numbers.some((target) => maybeSameNumber(number, target));
    return unsure ? undefined : { score: 0, answer, confidence };
  },
};

/** "In thousands", "how many million": the scale that the question's own words take off the answer. */
function scalesIn(prompt: string): number[] {
  return Object.entries({ thousand: 1e3, million: 1e6, billion: 1e9 }).flatMap(([word, scale]) =>
    new RegExp(`\\b${word}s?\\b`, 'i').test(prompt) ? [scale] : [],
  );
}

/** "One sport": a number where no other is given, since "one" is a pronoun too. */
function oneInWords(response: ResponseText, targets: readonly FoundNumber[]): Reading | undefined {
  const { text } = answerPart(response);
  const counts = /(?<!\bno )\bone\b(?! of\b| another\b| or\b)/i.test(text);
  const right = targets.some(({ value }) => value === 1);
  const alone = numbersIn(text).every(isYear);
  return counts && right && alone ? { score: 1, answer: '1', confidence: 0.9 } : undefined;
}

/** A response that ends in an entry of a list: its number is one of many. */
const inList = /\n\s*(?:[-*•]|\d{1,2}[.)])\s[^\n]*\s*$/;

interface FinalNumber {
  readonly quantity: Quantity;
  readonly confidence: number;
}

/** The number that a response ends up with, where that is clear. */
function finalNumber(
  response: ResponseText,
  item: FreeFormItem,
  targets: readonly FoundNumber[],
): FinalNumber | undefined {
  const part = answerPart(response);
  const read = (text: string, confidence: number): FinalNumber | 'unsure' | undefined => {
    const number = theNumber(text, item, targets);
    if (!number) return undefined;
    const isYearOfAnother =
      (isYear(number) || number.ordinal) && aroundYear.test(text.slice(0, number.start));
    const era = isAnotherEra(text.slice(number.end), item);
    // "1932 workers" is no year.
    const isCount =
      targets.every(isYear) &&
      /^ \p{Ll}{4,}s(?<!ss)(?!\p{L})/u.test(text.slice(number.end)) &&
      /\b(?:years?|when)\b/i.test(item.prompt) &&
      !/\bhow (?:many|much)\b|\b(?:number|total)\b/i.test(item.prompt);
    return isYearOfAnother || era || isCount || !isBareNumber(text, number.start, number.end, item.prompt)
      ? 'unsure'
      : { quantity: quantityAt(text, number), confidence };
  };
  const sure = (found: FinalNumber | 'unsure' | undefined): FinalNumber | undefined =>
    found === 'unsure' ? undefined : found;
  if (part.kind === 'marked')
    return corrected({ ...response, sentences: [] }) ? undefined : sure(read(part.text, 0.99));
  const ending = response.sentences.at(-1) ?? '';
  const isSum = /[=≈]/.test(ending);
  if (inList.test(response.raw) && !isSum) return announced(response, (text) => sure(read(text, 0.93)));
  if (part.kind !== 'first') return sure(read(part.text, 0.95));
  const given = read(part.text, 0.93);
  const last = sure(read(ending, isSum ? 0.95 : 0.9));
  if (last && (isSum || restates(ending, item))) return last;
  // A short answer gives its number first and explains it; a long one works towards it.
  if (response.lines.length > 2) {
    const first = sure(given);
    return first && last && !sameNumber(first.quantity.number, last.quantity.number) ? undefined : last;
  }
  if (takenBack(response) || (given && saidAgain(part.text, response, given))) return undefined;
  return given === undefined ? last : sure(given);
}

/** "There were three: 1. ... 2. ... 3. ...": the number of entries, where the sentence before them gives just that. */
function announced(
  { raw, sentences }: ResponseText,
  read: (text: string) => FinalNumber | undefined,
): FinalNumber | undefined {
  const [first = ''] = sentences;
  const entries = raw.match(/^\s*(?:[-*•]|\d{1,2}[.)])\s/gm) ?? [];
  const found = first.endsWith(':') ? read(first) : undefined;
  return found?.quantity.number.value === entries.length ? found : undefined;
}

/** Whether a last sentence has nothing but the question's words around its number: then it answers it. */
function restates(ending: string, item: FreeFormItem): boolean {
  const isKnown = knownTo(item);
  const words = wordsOf(ending.replace(/^(?:therefore|thus|so|hence)\b/i, '')).filter(
    (word) => !/\d/.test(word),
  );
  return words.length >= 4 && words.every(isKnown);
}

/** Whether a later sentence says the same of another number: "He has 42. After eating 2 he has 40." */
function saidAgain(text: string, { sentences }: ResponseText, given: FinalNumber | 'unsure'): boolean {
  if (given === 'unsure') return false;
  const leadOf = (sentence: string, at: number): string => wordsOf(sentence.slice(0, at)).slice(-2).join(' ');
  const { number } = given.quantity;
  const lead = leadOf(text, number.start);
  return sentences
    .slice(1)
    .some((sentence) =>
      numbersIn(sentence).some(
        (other) => !sameNumber(other, number) && lead.includes(' ') && leadOf(sentence, other.start) === lead,
      ),
    );
}

/** "1945 BC", where neither question nor accepted answers speak of it. */
function isAnotherEra(after: string, { prompt, target }: FreeFormItem): boolean {
  const era = /\bB\.?\s?C(?:\.?\s?E)?\b/;
  return (
    /^\s*(?:century\s)?\s*B\.?\s?C(?:\.?\s?E)?\b/.test(after) &&
    ![prompt, ...target].some((text) => era.test(text))
  );
}

function isYear({ value, decimals, percent }: FoundNumber): boolean {
  return Number.isInteger(value) && decimals === 0 && !percent && value >= 1000 && value <= 2100;
}

/**
 * The one number that a text gives: the one it begins with, the one after its last equals sign, or the only one. Passed over
 * are numbers in brackets, where others are left, ordinals and years where none is asked for, and numbers of the question
 * and its passage, where one is left.
 */
function theNumber(
  text: string,
  item: FreeFormItem,
  targets: readonly FoundNumber[],
): FoundNumber | undefined {
  const outside = text.replace(/\([^()]*\)/g, (bracket) => ' '.repeat(bracket.length));
  const years = targets.every(isYear);
  const asksYear = years && !/\bhow (?:many|much)\b/i.test(item.prompt);
  const asked = numbersIn(item.prompt);
  const inside = numbersIn(outside);
  const kept = (inside.length > 0 ? inside : numbersIn(text)).filter((number) => !asksYear || isYear(number));
  const cardinal = kept.filter(({ ordinal }) => !ordinal);
  const all = cardinal.length > 0 ? cardinal : kept;
  const counting = inside.length > 0 ? outside : text;
  const equals = Math.max(counting.lastIndexOf('='), counting.lastIndexOf('≈'));
  if (equals !== -1) return all.find(({ start }) => start > equals);
  const [leading] = all;
  if (leading && /^[^\p{L}\p{N}]*$/u.test(text.slice(0, leading.start))) return leading;
  const counted = all.filter((number) => years || number.grouped || !(isYear(number) || dated(number, text)));
  const without = (known: readonly FoundNumber[]): FoundNumber[] =>
    counted.filter(({ value }) => !known.some((number) => number.value === value));
  return only(counted) ?? only(without(asked)) ?? only(without([...asked, ...numbersIn(item.context ?? '')]));
}

/** Whether a number stands like a year before 1000: "in 993,". */
function dated({ start, end }: FoundNumber, text: string): boolean {
  return (
    /\b(?:in|since|until|by|from) $/i.test(text.slice(0, start)) && /^(?:[,.;)]|$)/.test(text.slice(end))
  );
}

function only(numbers: readonly FoundNumber[]): FoundNumber | undefined {
  return new Set(numbers.map(({ value }) => value)).size === 1 ? numbers[0] : undefined;
}
