/** Units of one dimension: a response in one of them may say what is asked for in another. */
const dimensions: readonly RegExp[] = [
  /°\s?[cfk]\b|\b(?:celsius|centigrade|fahrenheit|kelvins?)\b/g,
  /\b(?:km|cm|mm|kilomet(?:re|er)s?|centimet(?:re|er)s?|millimet(?:re|er)s?|met(?:re|er)s?|miles?|yards?|feet|foot|ft|inch(?:es)?)\b/g,
  /\b(?:kg|mg|kilograms?|kilos?|grams?|milligrams?|tonn?es?|tons?|pounds?|lbs?|ounces?|oz|stone)\b/g,
  /\b(?:ml|lit(?:re|er)s?|millilit(?:re|er)s?|gallons?|pints?|quarts?|cups?)\b/g,
  /\b(?:milliseconds?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centuries|century)\b/g,
  /\b(?:cents?|pence|pennies|dollars?|pounds? sterling|euros?|yen|rupees?|francs?)\b|[$£€¥]/g,
];

/**
 * Whether a number stands in a unit that is not spoken of where it is asked for, while another one of its dimension is: 212 °F
 * for degrees Celsius.
 *
 * @param after what follows the number
 * @param asked the question with its accepted answers
 */
export function inAnotherUnit(after: string, asked: string): boolean {
  // A sign of money before digits belongs to the number that they begin.
  const beginning = after
    .slice(0, 24)
    .toLowerCase()
    .replace(/[$£€¥](?=\s?\d)/g, '');
  const wanted = asked.toLowerCase();
  return dimensions.some((units) => {
    const [given] = beginning.matchAll(units);
    if (!given || !/^[\s(-]*(?:degrees? )?$/.test(beginning.slice(0, given.index))) return false;
    const known = [...wanted.matchAll(units)].map(([unit]) => singular(unit));
    return known.length > 0 && !known.includes(singular(given[0]));
  });
}

/** Enough to hold "mile" and "miles" together, "°F" and "fahrenheit". */
function singular(unit: string): string {
  const plain = unit.replace(/\s/g, '');
  if (/^(?:°c|celsius|centigrade)$/.test(plain)) return 'celsius';
  if (/^(?:°f|fahrenheit)$/.test(plain)) return 'fahrenheit';
  return plain.replace(/s$/, '');
}
