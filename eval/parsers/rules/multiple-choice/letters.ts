/** Letters of options, in whatever alphabet and brackets. */

/** The letters that stand for the first, second, ... option in other alphabets, and letters that look like them. */
const alike: readonly string[] = ['ΑАأא甲', 'ΒВБبב乙', 'ΓСجג丙', 'ΔدДד丁', 'ΕЕهה戊'];
const foreign = new RegExp(`(?<![\\p{L}\\p{M}])[${alike.join('')}](?![\\p{L}\\p{M}])`, 'gu');

/**
 * Text with every letter of another alphabet that stands alone turned into the Latin letter of the same option. Full-width,
 * circled and mathematical letters are Latin already after NFKC.
 */
export function withLatinLetters(text: string): string {
  return text.replace(foreign, (letter) => letterAt(alike.findIndex((letters) => letters.includes(letter))));
}

/** The letter of the option at an index: A for 0. */
export function letterAt(index: number): string {
  return String.fromCharCode(65 + index);
}

/** The index of the option that a Latin capital stands for: 0 for A; below 0 or beyond the options for anything else. */
export function indexOfLetter(letter: string): number {
  return letter.charCodeAt(0) - 65;
}

/** Scripts that write what follows a letter without a space between them. */
const particle =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}]';

/** An option's letter as a pattern, with what it may be wrapped in; its group is the letter. `count` options, 2 to 26. */
export function letterPattern(count: number): string {
  return `[("'\\[{<【「『《«„]{0,4}([A-${letterAt(count - 1)}])[)"'\\]}>】」』》»“]{0,4}(?!(?!${particle})[\\p{L}\\p{N}'’_^+=])`;
}

/** A pattern for each number of options, made when first needed. */
export function perCount(make: (count: number) => RegExp): (count: number) => RegExp {
  const made = new Map<number, RegExp>();
  return (count) => {
    const pattern = made.get(count) ?? make(count);
    made.set(count, pattern);
    return pattern;
  };
}

const joint = '\\s*(?:,?\\s*(?:and|or|&)\\s|[,/;&+]|\\n)\\s*';
/** After a further letter of a row comes the next one or an end, never the word that an article begins. */
const end = '(?=\\s*(?:[,/;&+.):]|\\n|(?:and|or)\\s|$))';

/** Letters of options that stand alone. */
export const aloneLetters = perCount(
  (count) => new RegExp(`(?<![\\p{L}\\p{N}])${letterPattern(count)}`, 'gu'),
);

const leadingRun = perCount((count) => {
  const letter = letterPattern(count);
  const prefix = `^\\s*(?:(?:[Oo]ptions?|[Cc]hoices?|[Ll]etters?|[Aa]nswers?)\\s*:?\\s*)?`;
  return new RegExp(`${prefix}${letter}(?:${joint}${letter}${end})*`, 'u');
});

/**
 * The letters that a text begins with: one, or several in a row ("A, C and D").
 *
 * @returns indexes without repeats in the order named, and the length of text they take; undefined where it begins otherwise
 */
export function leadingLetters(
  text: string,
  count: number,
): { readonly indexes: number[]; readonly length: number } | undefined {
  const run = leadingRun(count).exec(text);
  if (!run) return undefined;
  const letters = [...run[0].matchAll(aloneLetters(count))].map((match) => match[1] ?? '');
  const indexes = [...new Set(letters)].map(indexOfLetter);
  // "A" before a word is more often an article than an option, and "I" a pronoun.
  const rest = text.slice(run[0].length);
  const word = /^\s+(?!(?:because|since|as|for|and|or|which|with|based|is|due|given)\b)\p{Ll}/u;
  if (/^\s*[AI]$/.test(run[0]) && word.test(rest)) return undefined;
  return { indexes, length: run[0].length };
}

/** In characters: further on a text explains, and may speak of other options. */
const nearby = 60;

const lastLetter = perCount(
  (count) => new RegExp(`(?<![\\p{L}\\p{N}])${letterPattern(count)}[.!]?\\s*$`, 'u'),
);

/** Whether a short text behind an answer ends in another option's letter: "B -> C", "B. Let me reconsider. C." */
export function endsInAnother(rest: string, indexes: readonly number[], count: number): boolean {
  if (rest.length > nearby) return false;
  const last = lastLetter(count).exec(rest);
  const isSetAside =
    last &&
    /\b(?:not|than|over|of|and not|nor|neither|never|unlike|without|excluding)\s*$/i.test(
      rest.slice(0, last.index),
    );
  return last !== null && !isSetAside && !indexes.includes(indexOfLetter(last[1] ?? ''));
}

const labelled = perCount((count) => new RegExp(`(?<=[.;,] )\\(?([A-${letterAt(count - 1)}])[.):] `, 'gu'));

/** Whether a text behind an answer goes through other options by their letters: "A: solid. B: liquid." */
export function labelsAnother(rest: string, indexes: readonly number[], count: number): boolean {
  return [...rest.matchAll(labelled(count))].some(
    (match) => !indexes.includes(indexOfLetter(match[1] ?? '')),
  );
}
