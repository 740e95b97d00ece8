import { isAscii } from './characters.js';
import { rememberedTexts } from './remembered.js';

/** Text for comparing: lower case, no accents, no punctuation, no articles, single spaces. */
export const normalise = rememberedTexts(normalised);

/** In such a text nothing but articles can be left out. */
const plainWords = /^[a-z]+(?: [a-z]+)*$/;

function normalised(text: string): string {
  const folded = isAscii(text) ? text.toLowerCase() : inPlainLetters(text);
  return (plainWords.test(folded) ? folded : withoutPunctuation(folded))
    .replace(/\b(?:a|an|the)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function withoutPunctuation(text: string): string {
  return text
    .replace(/&/g, ' and ')
    .replace(/(?<=\w)['’](?=\w)/g, '')
    .replace(/(?<=\d),(?=\d{3}\b)/g, '')
    .replace(/(?<!\d)\.|\.(?!\d)/g, ' ')
    .replace(/[^\p{L}\p{N}.%+<>=/*^-]+/gu, ' ')
    .replace(/(?<=[\p{L}\p{N}])[-/](?=[\p{L}])|(?<=\p{L})[-/](?=\p{N})/gu, ' ');
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
export function stem(word: string): string {
  const one = singular(word);
  // Words are many, and few of them end so: a look at the end is cheaper than a pattern.
  const single = one.endsWith('tre') ? one.replace(/(?<=\p{L}{2})tre$/u, 'ter') : one;
  const bare = single.length > 6 && single.endsWith('ing') ? single.slice(0, -3) : single;
  const base = bare.length > 5 && bare.endsWith('ed') ? bare.slice(0, -2) : bare;
  return base.endsWith('e') ? base.replace(/(?<=\p{L}{4})e$/u, '') : base;
}

function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length < 4 || !word.endsWith('s')) return word;
  if (word.length > 4 && /(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /(?:ss|us|is)$/.test(word) ? word : word.slice(0, -1);
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
