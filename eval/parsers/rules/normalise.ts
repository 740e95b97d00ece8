/** Texts of this length at most are remembered, in characters, and so many of them. */
const shortText = 200;
const most = 2_000;
const known = new Map<string, string>();

/** Text for comparing: lower case, no accents, no punctuation, no articles, single spaces. */
export function normalise(text: string): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  const normal = normalised(text);
  if (text.length <= shortText) {
    // Rule after rule compares the same accepted answers; what has gone out of use is soon replaced.
    if (known.size >= most) known.clear();
    known.set(text, normal);
  }
  return normal;
}

function normalised(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/æ/g, 'ae')
    .replace(/œ/g, 'oe')
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

/** The words of a text, normalised. */
export function wordsOf(text: string): string[] {
  const normal = normalise(text);
  return normal === '' ? [] : normal.split(' ');
}

/** A word without its ending: enough to hold "mirrors" and "mirror", "praying" and "prayed", "metre" and "meter" together. */
export function stem(word: string): string {
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
