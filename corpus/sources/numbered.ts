/** `7:text` and `20007:1:text`, as TREC's topic files have it: a query's number, and sometimes its priority. */
const prefixes = [/^\d+:\d+:/, /^\d+:/] as const;

const leastLines = 3;
const nearlyAll = 0.98;

/**
 * The number that stands before the query in nearly every line of a sample, or undefined. Times of day and Bible
 * verses repeat their first number and do not run through the whole file; these numbers do.
 */
export function numberingOf(lines: readonly string[]): RegExp | undefined {
  if (lines.length < leastLines) return undefined;
  return prefixes.find((prefix) => {
    const numbered = lines.filter((line) => prefix.test(line));
    const distinct = new Set(numbered.map((line) => line.slice(0, line.indexOf(':'))));
    return numbered.length / lines.length >= nearlyAll && distinct.size / numbered.length >= nearlyAll;
  });
}
