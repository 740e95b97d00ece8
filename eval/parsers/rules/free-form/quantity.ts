import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { type FoundNumber, sameNumber } from '../numbers.js';
import { compareUnits, type Unit, unitOf, unitsNamed } from '../units.js';

/** A number with the unit that it stands in, if any. */
export interface Quantity {
  readonly number: FoundNumber;
  readonly unit: Unit | undefined;
}

export function quantityAt(text: string, number: FoundNumber): Quantity {
  return { number, unit: unitOf(text.slice(0, number.start), text.slice(number.end)) };
}

const money =
  /\b(?:how much|costs?|prices?|pa(?:y|ys|id)|earn(?:s|ed)?|spend|spent|worth|money|profits?|salary|wages?|bills?|budget|revenue|income|sales?|sold|sell|rais(?:e|ed)|owe[sd]?|savings?|saved?|fines?|fees?|tips?|tax(?:es)?|donat\w+|charge[sd]?|bonus|allowance|value|amount|bet|make|made)\b|[$€£¥]/i;
const paid = /\b(?:costs?|prices?|pa(?:y|ys|id)|earn(?:s|ed)?|spen[dt]s?)\b/i;
const share =
  /%|\b(?:per ?cent(?:age)?|share|rate|proportion|fraction|portion|part|probability|chance|likel\w+|interest|discount|tax|increase[sd]?|decrease[sd]?)\b/i;

/**
 * Whether a quantity is a target: the same number, in the same unit or converted to it, or in a unit that the question leaves
 * open. `unclear` where a unit, a sign of money or of percent stands in only one of them and the question does not settle it.
 */
export function compareQuantities(
  { number, unit }: Quantity,
  target: Quantity,
  { prompt, target: accepted }: FreeFormItem,
): 'same' | 'other' | 'unclear' {
  const asked = [prompt, ...accepted].join(' ');
  const equal = sameNumber(number, target.number);
  // "25%" for 25 where a share is asked for; "0.25%" is no quarter.
  const isShare = /%|\bper ?cent/i.test(asked) || (share.test(asked) && Math.abs(number.value) > 1);
  if (number.percent !== target.number.percent && number.value === target.number.value && !isShare)
    return 'unclear';
  if (number.ordinal && !target.number.ordinal && /\b(?:how (?:many|much)|when|years?)\b/i.test(prompt))
    return 'unclear';
  if (unit === undefined) return equal ? 'same' : 'other';
  if (target.unit === undefined) return fits(unit, prompt, asked) ? (equal ? 'same' : 'other') : 'unclear';
  const comparison = compareUnits(unit, target.unit);
  if (comparison === 'same') return equal ? 'same' : 'other';
  if (comparison === 'unclear') return 'unclear';
  const converted = { ...number, value: Number(comparison(number.value).toPrecision(12)) };
  return sameNumber(converted, target.number) ? 'same' : 'unclear';
}

/**
 * Whether a unit may stand behind the answer to a question: it is named there, or none of its kind is and no things are
 * counted.
 */
function fits(unit: Unit, prompt: string, asked: string): boolean {
  if (unit.dimension === unit.name)
    return /\bper\b|\/|\b(?:square|cubic|area|volume|speed|rate)\b|\^/i.test(asked);
  const named = unitsNamed(asked);
  const alike = named.filter(({ dimension }) => dimension === unit.dimension);
  if (alike.length > 0 || unit.dimension === 'share') return alike.some(({ name }) => name === unit.name);
  if (unit.dimension !== 'money' && (unitsNamed(lastSentence(prompt)).length > 0 || paid.test(prompt)))
    return false;
  if (unit.dimension === 'time' && /\bhow old\b/i.test(prompt)) return unit.name === 'year';
  return unit.dimension === 'money'
    ? money.test(asked)
    : !/\b(?:how many|population|number of)\b|^when\b|\b(?:what|which) (?:year|date)\b/i.test(prompt);
}

function lastSentence(prompt: string): string {
  return (
    prompt
      .trim()
      .split(/(?<=[.!?])\s+/)
      .at(-1) ?? prompt
  );
}
