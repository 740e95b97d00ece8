/** What of a short text is compared with others: its shingles, and what must be the same in any case. */

const hashStart = 0x811c9dc5;
const hashFactor = 0x01000193;

/** Characters of a shingle. Longer ones tell short texts apart that differ by a letter. */
const shingleLength = 4;

const words = /[\p{L}\p{N}]+/gu;
/** Words that people type or leave out as they please. In a text of five words one of them would decide. */
const optional = new Set(['a', 'an', 'the', 'please']);
const longestOptional = 6;
const particulars = /\p{N}+(?:[.,]\p{N}+)*|[^\p{L}\p{N}\s.,!?;:'"()…-]/gu;
/** The same in texts of ASCII alone, found in a third of the time. */
const asciiParticulars = /\d+(?:[.,]\d+)*|[^a-zA-Z\d\s.,!?;:'"()-]/g;
const beyondAscii = /[^\0-\x7f]/;

/** A text without particulars: most are. */
const plain = /^[a-zA-Z\s.,!?;:'"()-]*$/;
const asciiWords = /[a-z0-9]+/g;

export interface ShingledText {
  /** Hashes of the text's runs of four characters and of its pairs of neighbouring words, each once. */
  readonly shingles: Uint32Array;
  /** `particularsOf` it: texts that differ in these ask different things, however alike they are. */
  readonly particulars: string;
}

/** What of a text is compared. Case, blanks, articles and the punctuation of sentences do not matter. */
export function shingled(text: string): ShingledText {
  return {
    shingles: distinct(shinglesOf(text)),
    particulars: particularsOf(text),
  };
}

/** A text's numbers and symbols in their order. */
export function particularsOf(text: string): string {
  if (plain.test(text)) return '';
  const found = beyondAscii.test(text) ? text.toLowerCase().match(particulars) : text.match(asciiParticulars);
  return (found ?? []).join(' ');
}

/** The shingles of a text as they come: unordered, and with repeats. Good until the next call. */
export function shinglesOf(text: string): Uint32Array {
  return asciiShingles(text) ?? shinglesOfWords(text);
}

/** The shingles of the text in hand. An array of its own for each text would cost more than they do. */
let shingleRoom = new Uint32Array(1 << 12);

function roomFor(shingles: number): Uint32Array {
  if (shingleRoom.length < shingles) shingleRoom = new Uint32Array(2 * shingles);
  return shingleRoom.subarray(0, shingles);
}

function shinglesOfWords(text: string): Uint32Array {
  const found = comparedWords(text.toLowerCase());
  const joined = ['', ...found, ''].join(' ');
  const characters = Math.max(1, joined.length - shingleLength + 1);
  const hashes = roomFor(characters + found.length + 1);
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

/** Letters of ASCII in lower case, digits, and 0 for all else. */
const wordCode = Uint8Array.from({ length: 0x80 }, (_, code) => {
  const letter = String.fromCharCode(code).toLowerCase();
  return /[a-z0-9]/.test(letter) ? letter.charCodeAt(0) : 0;
});
const blank = 0x20;
/** The words that may be left out, by their hashes as words. */
const optionalByHash = new Map([...optional].map((word) => [hashOf(word, 0, word.length, 2), word]));

/** Of the text in hand: its compared words, joined, and the hash of each. They grow as texts want it. */
let joined = new Uint8Array(1 << 12);
let wordHashes = new Uint32Array(1 << 11);

/** The same shingles, of a text in ASCII with words in it: most are, and no string is made for them. */
function asciiShingles(text: string): Uint32Array | undefined {
  const { length } = text;
  if (joined.length < length + 3) {
    joined = new Uint8Array(2 * length + 4);
    wordHashes = new Uint32Array(length + 2);
  }
  const codes = joined;
  const hashes = wordHashes;
  codes[0] = blank;
  let end = 1;
  let start = 1;
  let words = 0;
  let word = hashStart ^ 2;
  for (let at = 0; at <= length; at += 1) {
    const code = at < length ? text.charCodeAt(at) : blank;
    if (code >= 0x80) return undefined;
    const folded = wordCode[code] ?? 0;
    if (folded !== 0) {
      codes[end] = folded;
      end += 1;
      word = Math.imul(word ^ folded, hashFactor);
      continue;
    }
    if (end === start) continue;
    const hash = mixed(word);
    word = hashStart ^ 2;
    if (end - start <= longestOptional && isOptional(hash, codes, start, end)) end = start;
    else {
      codes[end] = blank;
      end += 1;
      start = end;
      hashes[words] = hash;
      words += 1;
    }
  }
  return words === 0 || end < shingleLength ? undefined : joinedShingles(end, words);
}

function isOptional(hash: number, codes: Uint8Array, start: number, end: number): boolean {
  const known = optionalByHash.get(hash);
  if (known?.length !== end - start) return false;
  for (let at = start; at < end; at += 1) if (known.charCodeAt(at - start) !== codes[at]) return false;
  return true;
}

function joinedShingles(end: number, words: number): Uint32Array {
  const codes = joined;
  const characters = end - shingleLength + 1;
  const shingles = roomFor(characters + words + 1);
  let [a, b, c] = [codes[0] ?? 0, codes[1] ?? 0, codes[2] ?? 0];
  for (let at = 0; at < characters; at += 1) {
    const d = codes[at + 3] ?? 0;
    let hash = Math.imul(hashStart ^ 1 ^ a, hashFactor);
    hash = Math.imul(hash ^ b, hashFactor);
    hash = Math.imul(hash ^ c, hashFactor);
    shingles[at] = mixed(Math.imul(hash ^ d, hashFactor));
    a = b;
    b = c;
    c = d;
  }
  wordHashes[words] = mixed(hashStart ^ 2);
  let previous = 0;
  for (let word = 0; word <= words; word += 1) {
    const hash = wordHashes[word] ?? 0;
    shingles[characters + word] = mixed(Math.imul(previous, 31) ^ hash);
    previous = hash | 0;
  }
  return shingles;
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
  const all = folded.match(beyondAscii.test(folded) ? words : asciiWords) ?? [folded];
  const compared = all.filter((word) => !(word.length <= longestOptional && optional.has(word)));
  return compared.length > 0 ? compared : all;
}

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

/** Open addressing with linear probing, emptied by a new stamp. */
let slots = new Uint32Array(1 << 10);
let stamps = new Uint32Array(1 << 10);
let stamp = 0;

/** Empties the set in hand, with room for so many numbers. */
function emptied(length: number): void {
  if (slots.length < 2 * length) {
    const size = 2 ** Math.ceil(Math.log2(2 * length));
    slots = new Uint32Array(size);
    stamps = new Uint32Array(size);
    stamp = 0;
  }
  stamp += 1;
  if (stamp < 2 ** 32) return;
  stamps.fill(0);
  stamp = 1;
}

/** The slot of a number in the set in hand, or the one that is free for it. */
function slotOf(value: number): number {
  const mask = slots.length - 1;
  let slot = value & mask;
  while (stamps[slot] === stamp && slots[slot] !== value) slot = (slot + 1) & mask;
  return slot;
}

/** An array of its own. */
function distinct(values: Uint32Array): Uint32Array {
  emptied(values.length);
  let kept = 0;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0;
    const slot = slotOf(value);
    if (stamps[slot] === stamp) continue;
    stamps[slot] = stamp;
    slots[slot] = value;
    values[kept] = value;
    kept += 1;
  }
  return values.slice(0, kept);
}

/** Shared shingles over all shingles of two texts, each once in each, 0 to 1. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  emptied(a.length);
  for (let at = 0; at < a.length; at += 1) {
    const value = a[at] ?? 0;
    const slot = slotOf(value);
    stamps[slot] = stamp;
    slots[slot] = value;
  }
  let shared = 0;
  for (let at = 0; at < b.length; at += 1) if (stamps[slotOf(b[at] ?? 0)] === stamp) shared += 1;
  const all = a.length + b.length - shared;
  return all === 0 ? 1 : shared / all;
}
