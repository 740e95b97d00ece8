/**
 * The words of a run of UTF-8 bytes, as hashes: what texts and questions are compared by. Letters and digits make
 * words, everything else parts them; case is folded in ASCII, Latin-1, Greek and Cyrillic; each Chinese or Japanese
 * character is a word of its own. Reads bytes, not strings, because that is several times as fast.
 */
export interface Words {
  /** What they are the words of. */
  readonly bytes: Uint8Array;
  readonly count: number;
  /** 32 bits of each word, [count] of them valid. */
  readonly hashes: Int32Array;
  /** Where each word begins and ends (exclusive), in bytes. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

// FNV-1a, 32 bits (Fowler, Noll and Vo).
const offsetBasis = 0x811c9dc5 | 0;
const prime = 0x01000193;

const separator = 0;
const beyondAscii = 1;

/** What each byte is: a separator, the beginning of a longer character, or the byte that it is folded to. */
const fold = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return beyondAscii;
  const letter = String.fromCharCode(byte);
  return /[A-Za-z0-9]/.test(letter) ? letter.toLowerCase().charCodeAt(0) : separator;
});

/** Room for the words of so many bytes, used again and again. */
export function wordBuffer(bytes: number): Words {
  const most = Math.ceil(bytes / 2) + 1;
  return {
    bytes: new Uint8Array(0),
    count: 0,
    hashes: new Int32Array(most),
    starts: new Int32Array(most),
    ends: new Int32Array(most),
  };
}

/**
 * Splits bytes into words.
 *
 * @param into room for them; its count is not read
 */
export function splitWords(bytes: Uint8Array, into: Words = wordBuffer(bytes.length)): Words {
  const { hashes, starts, ends } = into;
  const length = bytes.length;
  let count = 0;
  let place = 0;
  let start = 0;
  let hash = offsetBasis;
  // Half of the time of a search goes into this loop: no closure, whose variables are not kept in registers, and no jump at
  // a word's end that depends on whether there is a word.
  while (place < length) {
    const byte = bytes[place] ?? 0;
    const folded = fold[byte] ?? separator;
    if (folded > beyondAscii) {
      hash = Math.imul(hash ^ folded, prime);
      place += 1;
      continue;
    }
    const kind = folded === separator ? 'separator' : kindOf(byte, bytes[place + 1] ?? 0);
    if (kind === 'letter') {
      hash = wideHash(hash, bytes, place);
      place += sizeOf(byte);
      continue;
    }
    hashes[count] = hash;
    starts[count] = start;
    ends[count] = place;
    count += place > start ? 1 : 0;
    if (kind === 'ideograph') {
      hashes[count] = wideHash(offsetBasis, bytes, place);
      starts[count] = place;
      ends[count] = Math.min(length, place + sizeOf(byte));
      count += 1;
    }
    place += folded === separator ? 1 : sizeOf(byte);
    start = place;
    hash = offsetBasis;
  }
  if (start < length) {
    hashes[count] = hash;
    starts[count] = start;
    ends[count] = length;
    count += 1;
  }
  return { bytes, count, hashes, starts, ends };
}

/** Bytes of a character beyond ASCII, by its first one. */
function sizeOf(first: number): number {
  return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc3 ? 2 : 1;
}

/** A word's hash with one more character beyond ASCII. */
function wideHash(before: number, bytes: Uint8Array, place: number): number {
  const first = bytes[place] ?? 0;
  const folded = lowerOf(first, bytes[place + 1] ?? 0);
  let hash = Math.imul(before ^ (folded >> 8), prime);
  hash = Math.imul(hash ^ (folded & 0xff), prime);
  return sizeOf(first) > 2 ? Math.imul(hash ^ (bytes[place + 2] ?? 0), prime) : hash;
}

/** What a character beyond ASCII is, by the first two of its bytes. */
function kindOf(first: number, second: number): 'letter' | 'ideograph' | 'separator' {
  if (first < 0xc3 || first >= 0xef) return 'separator';
  // The multiplication and division signs.
  if (first === 0xc3 && (second === 0x97 || second === 0xb7)) return 'separator';
  // Punctuation, arrows, mathematical signs.
  if (first === 0xe2) return 'separator';
  if (first === 0xe3 && second === 0x80) return 'separator';
  return first >= 0xe3 && first <= 0xe9 ? 'ideograph' : 'letter';
}

/** The two bytes of a character, as lower case where it is a capital of Latin-1, Greek or Cyrillic. */
function lowerOf(first: number, second: number): number {
  const code = (first << 8) | second;
  if (first === 0xc3 && second >= 0x80 && second <= 0x9e) return code + 0x20;
  if (first === 0xce && second >= 0x91 && second <= 0x9f) return code + 0x20;
  if (first === 0xce && second >= 0xa0 && second <= 0xa9) return code + 0xe0;
  if (first === 0xd0 && second >= 0x90 && second <= 0x9f) return code + 0x20;
  if (first === 0xd0 && second >= 0xa0 && second <= 0xaf) return code + 0xe0;
  return code;
}

/** The hashes of a string's words. */
export function wordHashes(text: string): Int32Array {
  const { hashes, count } = splitWords(Buffer.from(text, 'utf8'));
  return hashes.slice(0, count);
}
