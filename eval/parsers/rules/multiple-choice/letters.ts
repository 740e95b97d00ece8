/** Letters of options, in whatever alphabet and brackets. */

/** The letters that stand for the first, second, ... option in other alphabets, and letters that look like them. */
const alike: readonly string[] = ['ΑАأא甲', 'ΒВБبב乙', 'ΓСجג丙', 'ΔدДד丁', 'ΕЕهה戊'];
const foreign = new RegExp(`(?<![\\p{L}\\p{M}])[${alike.join('')}](?![\\p{L}\\p{M}])`, 'gu');

/**
 * Text with every letter of another alphabet that stands alone turned into the Latin letter of the same option. Full-width,
 * circled and mathematical letters are Latin already after NFKC.
 */
export function withLatinLetters(text: string): string {
  return text.replace(foreign, (letter) =>
    String.fromCharCode(65 + alike.findIndex((letters) => letters.includes(letter))),
  );
}

/** The letter of the option at an index: A for 0. */
export function letterAt(index: number): string {
  return String.fromCharCode(65 + index);
}

/** An option's letter as a pattern, with what it may be wrapped in; its group is the letter. `count` options, 2 to 26. */
export function letterPattern(count: number): string {
  return `[("'\\[{<]{0,4}([A-${letterAt(count - 1)}])[)"'\\]}>]{0,4}(?![\\p{L}\\p{N}'’_^+=])`;
}

const joint = '\\s*(?:,?\\s*(?:and|or|&)\\s|[,/;&+]|\\n)\\s*';
/** After a further letter of a row comes the next one or an end, never the word that an article begins. */
const end = '(?=\\s*(?:[,/;&+.):]|\\n|(?:and|or)\\s|$))';

/**
 * The letters that a text begins with: one, or several in a row ("A, C and D").
 *
 * @returns indexes without repeats in the order named, and the length of text they take; undefined where it begins otherwise
 */
export function leadingLetters(
  text: string,
  count: number,
): { readonly indexes: number[]; readonly length: number } | undefined {
  const letter = letterPattern(count);
  const prefix = `^\\s*(?:(?:options?|choices?|letters?|answers?)\\s*:?\\s*)?`;
  const run = new RegExp(`${prefix}${letter}(?:${joint}${letter}${end})*`, 'u').exec(text);
  if (!run) return undefined;
  const letters = [...run[0].matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${letter}`, 'gu'))].map(
    (match) => match[1] ?? '',
  );
  const indexes = [...new Set(letters)].map((found) => found.charCodeAt(0) - 65);
  // "A" before a word is more often an article than an option.
  const rest = text.slice(run[0].length);
  const article = /^\s+(?!(?:because|since|as|for|and|or|which|with|based|is|due|given)\b)\p{Ll}/u;
  if (run[0].trim() === 'A' && article.test(rest)) return undefined;
  return { indexes, length: run[0].length };
}
