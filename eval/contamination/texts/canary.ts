/** Bytes that may stand between two digits of a canary: hyphens, line ends with an indent or a quotation mark. */
const mostBetween = 8;

const [zero, nine, letterA, letterF, caseBit] = [0x30, 0x39, 0x61, 0x66, 0x20];

/** Numerals as they are rare in texts; a UUID without any is not to be had. */
const rarestFirst = Buffer.from('7864935021', 'latin1');

/** A byte as a hex digit in lower case; 0 where it is none. */
function digitOf(byte: number): number {
  if (byte >= zero && byte <= nine) return byte;
  const lower = byte | caseBit;
  return lower >= letterA && lower <= letterF ? lower : 0;
}

/** Whether a byte is a letter or a numeral: neither stands within a canary but as its digit. */
function isWord(byte: number): boolean {
  const lower = byte | caseBit;
  return (byte >= zero && byte <= nine) || (lower >= letterA && lower <= 0x7a);
}

/**
 * Counts the places where a canary stands, in either case, with its hyphens or without, and however its digits are parted: a
 * text that was set anew breaks it anywhere.
 *
 * @param canary a UUID
 * @param own bytes that a place must begin in
 */
export function countCanaries(bytes: Uint8Array, own: number, canary: string): number {
  const digits = Buffer.from(canary.toLowerCase().replace(/[^0-9a-f]/g, ''), 'latin1');
  // Finding a byte is the fastest of all searches, above all one that is rare.
  const numeral = rarestFirst.find((digit) => digits.includes(digit));
  if (numeral === undefined) return 0;
  const anchor = digits.indexOf(numeral);
  // A copy: turning round a part of the digits would turn it round for good.
  const before = Uint8Array.from(digits.subarray(0, anchor)).reverse();
  let count = 0;
  for (let at = bytes.indexOf(numeral); at >= 0; at = bytes.indexOf(numeral, at + 1)) {
    const start = along(bytes, at, before, -1);
    if (start === undefined || start >= own || isWord(bytes[start - 1] ?? 0)) continue;
    const end = along(bytes, at, digits.subarray(anchor + 1), 1);
    if (end !== undefined && !isWord(bytes[end + 1] ?? 0)) count += 1;
  }
  return count;
}

/** Where the last of these digits stands, going on from a place in steps of 1 or -1; undefined where they do not follow. */
function along(bytes: Uint8Array, from: number, digits: Uint8Array, step: 1 | -1): number | undefined {
  let at = from;
  for (const digit of digits) {
    let between = 0;
    at += step;
    while (between < mostBetween && at >= 0 && at < bytes.length && !isWord(bytes[at] ?? 0)) {
      at += step;
      between += 1;
    }
    if (digitOf(bytes[at] ?? 0) !== digit) return undefined;
  }
  return at;
}
