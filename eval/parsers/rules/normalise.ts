import { rememberedTexts } from './remembered.js';

/** Text for comparing: lower case, no accents, no punctuation, no articles, single spaces. */
export const normalise = rememberedTexts(normalised);

function normalised(text: string): string {
  return (isAscii(text) ? text.toLowerCase() : inPlainLetters(text))
    .replace(/&/g, ' and ')
    .replace(/(?<=\w)['’](?=\w)/g, '')
    .replace(/(?<=\d),(?=\d{3}\b)/g, '')
    .replace(/(?<!\d)\.|\.(?!\d)/g, ' ')
    .replace(/[^\p{L}\p{N}.%+<>=/*^-]+/gu, ' ')
    .replace(/(?<=[\p{L}\p{N}])[-/](?=[\p{L}])|(?<=\p{L})[-/](?=\p{N})/gu, ' ')
    .replace(/\b(?:a|an|the)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with them.
  return /^[\x00-\x7f]*$/.test(text);
}

function inPlainLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/æ/g, 'ae')
    .replace(/œ/g, 'oe');
}

/** The words of a text, normalised. */
export function wordsOf(text: string): string[] {
  const normal = normalise(text);
  return normal === '' ? [] : normal.split(' ');
}

/** A word without its ending: enough to hold "mirrors" and "mirror", "praying" and "prayed", "metre" and "meter" together. */
export const stem = rememberedTexts(stemmed);

function stemmed(word: string): string {
  const single = singular(word).replace(/(?<=\p{L}{2})tre$/u, 'ter');
  const bare = single.length > 6 ? single.replace(/ing$/, '') : single;
  return (bare.length > 5 ? bare.replace(/ed$/, '') : bare).replace(/(?<=\p{L}{4})e$/u, '');
}

function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}

/** Where `part` stands in `words` without a gap: the index of its first word, for every such place. */
export function placesOf(part: readonly string[], words: readonly string[]): number[] {
  const [first] = part;
  const places: number[] = [];
  if (first === undefined) return places;
  for (let at = words.indexOf(first); at !== -1; at = words.indexOf(first, at + 1)) {
    if (part.every((word, offset) => words[at + offset] === word)) places.push(at);
  }
  return places;
}
