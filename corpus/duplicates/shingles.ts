/** What of a short text is compared with others: its shingles, and what must be the same in any case. */

/** Characters of a shingle. Longer ones tell short texts apart that differ by a letter. */
const shingleLength = 4;

const words = /[\p{L}\p{N}]+/gu;
/** Words that people type or leave out as they please. In a text of five words one of them would decide. */
const optional = new Set(['a', 'an', 'the', 'please']);
const longestOptional = 6;
const particulars = /\p{N}+(?:[.,]\p{N}+)*|[^\p{L}\p{N}\s.,!?;:'"()…-]/gu;

/** A text without particulars: most are. */
const plain = /^[a-zA-Z\s.,!?;:'"()-]*$/;
const asciiWords = /[a-z0-9]+/g;

export interface ShingledText {
  /** Hashes of the text's runs of four characters and of its pairs of neighbouring words; ascending, each once. */
  readonly shingles: Uint32Array;
  /** `particularsOf` it: texts that differ in these ask different things, however alike they are. */
  readonly particulars: string;
}

/** What of a text is compared. Case, blanks, articles and the punctuation of sentences do not matter. */
export function shingled(text: string): ShingledText {
  return {
    shingles: distinct(shinglesOf(text).sort()),
    particulars: particularsOf(text),
  };
}

/** A text's numbers and symbols in their order. */
export function particularsOf(text: string): string {
  if (plain.test(text)) return '';
  return (text.toLowerCase().match(particulars) ?? []).join(' ');
}

/** The shingles of a text as they come: unordered, and with repeats. */
export function shinglesOf(text: string): Uint32Array {
  const found = comparedWords(text.toLowerCase());
  const joined = ['', ...found, ''].join(' ');
  const characters = Math.max(1, joined.length - shingleLength + 1);
  const hashes = new Uint32Array(characters + found.length + 1);
  writeCharacterHashes(joined, hashes);
  let start = 0;
  let previous = 0;
  for (let word = 0; word <= found.length; word += 1) {
    const end = start + (found[word]?.length ?? 0);
    const hash = hashOf(joined, start + 1, end + 1, 2);
    hashes[characters + word] = mixed(Math.imul(previous, 31) ^ hash);
    previous = hash;
    start = end + 1;
  }
  return hashes;
}

/** Of each run of four characters what `hashOf` gives with the seed 1, each character read once. */
function writeCharacterHashes(text: string, hashes: Uint32Array): void {
  if (text.length < shingleLength) {
    hashes[0] = hashOf(text, 0, shingleLength, 1);
    return;
  }
  let a = text.charCodeAt(0);
  let b = text.charCodeAt(1);
  let c = text.charCodeAt(2);
  for (let at = 3; at < text.length; at += 1) {
    const d = text.charCodeAt(at);
    let hash = Math.imul(hashStart ^ 1 ^ a, hashFactor);
    hash = Math.imul(hash ^ b, hashFactor);
    hash = Math.imul(hash ^ c, hashFactor);
    hashes[at - 3] = mixed(Math.imul(hash ^ d, hashFactor));
    a = b;
    b = c;
    c = d;
  }
}

function comparedWords(folded: string): string[] {
  const all = folded.match(/[^\0-\x7f]/.test(folded) ? words : asciiWords) ?? [folded];
  const compared = all.filter((word) => !(word.length <= longestOptional && optional.has(word)));
  return compared.length > 0 ? compared : all;
}

const hashStart = 0x811c9dc5;
const hashFactor = 0x01000193;

/** FNV-1a over UTF-16 units, with the last mixing step of MurmurHash3. */
export function hashOf(text: string, start = 0, end = text.length, seed = 0): number {
  let hash = hashStart ^ seed;
  const last = Math.min(end, text.length);
  for (let at = start; at < last; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), hashFactor);
  return mixed(hash);
}

/** The last mixing step of MurmurHash3: each bit of what goes in changes half of those that come out. */
export function mixed(hash: number): number {
  let bits = hash;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

function distinct(sorted: Uint32Array): Uint32Array {
  let kept = 0;
  for (let at = 0; at < sorted.length; at += 1) {
    if (at > 0 && sorted[at] === sorted[at - 1]) continue;
    sorted[kept] = sorted[at] ?? 0;
    kept += 1;
  }
  return sorted.subarray(0, kept);
}

/** Shared shingles over all shingles of two texts, 0 to 1. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [x = 0, y = 0] = [a[i], b[j]];
    if (x === y) shared += 1;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  const all = a.length + b.length - shared;
  return all === 0 ? 1 : shared / all;
}
