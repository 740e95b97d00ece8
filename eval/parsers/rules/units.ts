/** Units: the same number in another unit is another quantity. */

/** A unit as it stands behind a number. */
export interface Unit {
  /** What it measures; units that are put together ("km/h", "km^2") measure something of their own. */
  readonly dimension: string;
  readonly name: string;
  /** How many of its dimension's base unit it is; undefined where that takes more than a factor. */
  readonly factor: number | undefined;
}

/** Each with what it may be called; a single letter counts as a unit only right behind a number, and as it is written. */
const table: readonly (readonly [
  dimension: string,
  name: string,
  factor: number | undefined,
  words: string,
  letters?: string,
])[] = [
  ['length', 'km', 1000, 'km|kilomet(?:re|er)s?'],
  ['length', 'm', 1, 'met(?:re|er)s?', 'm'],
  ['length', 'cm', 0.01, 'cm|centimet(?:re|er)s?'],
  ['length', 'mm', 0.001, 'mm|millimet(?:re|er)s?'],
  ['length', 'µm', 1e-6, '[µμ]m|micromet(?:re|er)s?|microns?'],
  ['length', 'nm', 1e-9, 'nm|nanomet(?:re|er)s?'],
  ['length', 'mile', 1609.344, 'miles?|mi'],
  ['length', 'yard', 0.9144, 'yards?|yds?'],
  ['length', 'foot', 0.3048, 'feet|foot|ft'],
  ['length', 'inch', 0.0254, 'inch(?:es)?'],
  ['length', 'light year', undefined, 'light[ -]years?'],
  ['mass', 'kg', 1, 'kg|kilograms?|kilos?'],
  ['mass', 'g', 0.001, 'grams?', 'g'],
  ['mass', 'mg', 1e-6, 'mg|milligrams?'],
  ['mass', 't', 1000, 'tonnes?|metric tons?', 't'],
  ['mass', 'ton', undefined, 'tons?'],
  ['mass', 'pound', 0.45359237, 'pounds?|lbs?'],
  ['mass', 'ounce', 0.028349523125, 'ounces?|oz'],
  ['mass', 'stone', 6.35029318, 'stones?'],
  ['volume', 'l', 1, 'lit(?:re|er)s?', 'l|L'],
  ['volume', 'ml', 0.001, 'ml|millilit(?:re|er)s?'],
  ['volume', 'gallon', undefined, 'gallons?'],
  ['volume', 'pint', undefined, 'pints?'],
  ['volume', 'quart', undefined, 'quarts?'],
  ['volume', 'cup', undefined, 'cups?'],
  ['time', 'ms', 0.001, 'ms|milliseconds?'],
  ['time', 's', 1, 'seconds?|secs?', 's'],
  ['time', 'min', 60, 'minutes?|mins?'],
  ['time', 'h', 3600, 'hours?|hrs?', 'h'],
  ['time', 'day', 86_400, 'days?', 'd'],
  ['time', 'week', 604_800, 'weeks?'],
  ['time', 'month', undefined, 'months?'],
  ['time', 'year', undefined, 'years?|yrs?'],
  ['time', 'decade', undefined, 'decades?'],
  ['time', 'century', undefined, 'century|centuries'],
  ['temperature', 'celsius', 1, '° ?c|celsius|centigrade', 'C'],
  ['temperature', 'fahrenheit', 5 / 9, '° ?f|fahrenheit', 'F'],
  ['temperature', 'kelvin', 1, 'kelvins?', 'K'],
  ['share', 'per mille', undefined, 'per ?mille|‰'],
  ['share', 'basis point', undefined, 'basis points?|bps'],
  ['share', 'part per million', undefined, 'parts per million|ppm'],
  ['money', 'dollar', undefined, 'dollars?|usd|(?:us)?\\$'],
  ['money', 'cent', undefined, 'cents?'],
  ['money', 'penny', undefined, 'pence|penny|pennies'],
  ['money', 'pound sterling', undefined, 'pounds?(?: sterling)?|gbp|£'],
  ['money', 'euro', undefined, 'euros?|eur|€'],
  ['money', 'yen', undefined, 'yen|¥'],
  ['money', 'rupee', undefined, 'rupees?|₹'],
  ['money', 'franc', undefined, 'francs?'],
  ['force', 'N', 1, 'newtons?', 'N'],
  ['energy', 'J', 1, 'joules?', 'J'],
  ['power', 'W', 1, 'watts?', 'W'],
  ['voltage', 'V', 1, 'volts?', 'V'],
];
const units = table.map(([dimension, name, factor, words]) => ({
  unit: { dimension, name, factor },
  word: once(() => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'iu')),
}));
const moneyUnits = units.filter(({ unit }) => unit.dimension === 'money');

/** Made when it is first wanted: to read all these patterns takes 14 ms, and most are never wanted. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

// Classes such as \p{L} take long to compile: once for all units instead of once for each. A unit's group has its number.
const allWords = table.map(([, , , words]) => `(${words})`).join('|');
const allLetters = table.map(([, , , , letters = '(?!)']) => `(${letters})`).join('|');
const anyWord = new RegExp(`(?<![\\p{L}\\p{N}])(?:${allWords})(?![\\p{L}\\p{N}])`, 'iu');
const wordBehind = new RegExp(`^[\\s(-]*(?:degrees? )?(?:${allWords})(?![\\p{L}\\p{N}])`, 'iu');
const letterBehind = new RegExp(`^\\s?(?:${allLetters})(?![\\p{L}\\p{N}'’])`, 'u');

/** The unit that a text begins with, and the text up to its end; of several, the first of the table. */
function unitAtStart(text: string): { readonly unit: Unit; readonly found: string } | undefined {
  const byWord = firstGroup(wordBehind, text);
  const byLetter = firstGroup(letterBehind, text);
  const { at, found } = byLetter.at < byWord.at ? byLetter : byWord;
  const unit = units[at]?.unit;
  return unit && { unit, found };
}

/** Which group of a pattern fits a text, from 0, and what of the text; infinity where it does not fit. */
function firstGroup(pattern: RegExp, text: string): { readonly at: number; readonly found: string } {
  const [found = '', ...groups] = pattern.exec(text) ?? [];
  const at = groups.findIndex((group) => group !== undefined);
  return { at: at === -1 ? Number.POSITIVE_INFINITY : at, found };
}

/** The unit of a number, by what stands before and after it; undefined where it has none that is known. */
export function unitOf(before: string, after: string): Unit | undefined {
  const sign = /(?:US)?[$£€¥₹]\s?$/.exec(before)?.[0];
  if (sign !== undefined) return moneyUnits.find(({ word }) => word().test(sign))?.unit;
  // A sign of money before digits belongs to the number that they begin.
  const next = after.slice(0, 32).replace(/[$£€¥₹](?=\s?\d)/g, '');
  const squared = /^\s*(?:square|sq\.?|cubic) /i.exec(next)?.[0] ?? '';
  const rest = next.slice(squared.length);
  const start = unitAtStart(rest);
  if (!start) return undefined;
  const { unit, found } = start;
  const joined = /^\s?(?:\/\s?\p{L}+|\^-?\d|per \p{L}+)/u.exec(rest.slice(found.length))?.[0];
  // What is paid a month is still money.
  if ((joined === undefined && squared === '') || unit.dimension === 'money') return unit;
  const name = `${squared.trim().toLowerCase()}${unit.name}${joined ?? ''}`.replace(
    /^(?:square|sq\.?)(.*)/,
    '$1^2',
  );
  return { dimension: name, name, factor: undefined };
}

/** The units that a question speaks of. */
export function unitsNamed(question: string): Unit[] {
  const behindNumbers = [...question.matchAll(/\d(?=\s?(\p{L})(?!\p{L}))/gu)].flatMap(
    ({ index }) => unitOf('', question.slice(index + 1)) ?? [],
  );
  const named = anyWord.test(question) ? units.filter(({ word }) => word().test(question)) : [];
  return [...named.map(({ unit }) => unit), ...behindNumbers];
}

/** Where the zero of a unit lies, in its dimension's base unit: 0 but for temperatures. */
const zeros: Readonly<Record<string, number>> = { celsius: 273.15, fahrenheit: (459.67 * 5) / 9 };

/** How a unit compares with another: `same`, a conversion of values in it to the other, or `unclear` where there is none. */
export function compareUnits(given: Unit, wanted: Unit): ((value: number) => number) | 'same' | 'unclear' {
  if (given.dimension !== wanted.dimension) return 'unclear';
  if (given.name === wanted.name) return 'same';
  if (given.factor === undefined || wanted.factor === undefined) return 'unclear';
  const [from, to] = [given.factor, wanted.factor];
  const shift = (zeros[given.name] ?? 0) - (zeros[wanted.name] ?? 0);
  return (value) => (value * from + shift) / to;
}
