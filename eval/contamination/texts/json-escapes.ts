const backslash = 0x5c;
const space = 0x20;
const letterU = 0x75;

/**
 * JSON text with the escapes of its strings resolved, so that words are whole: `\n` and `\"` become spaces, `\u00e9`
 * its character. Line ends of the file stay, so lines count as before.
 */
export async function* withoutJsonEscapes(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const { resolved, read } = resolve(bytes);
    rest = bytes.subarray(read);
    yield resolved;
  }
  if (rest.length > 0) yield rest;
}

/** @returns what is resolved, and how many bytes of the input it took: an escape that is not all there waits */
function resolve(bytes: Uint8Array): { resolved: Uint8Array; read: number } {
  let found = bytes.indexOf(backslash);
  if (found < 0) return { resolved: bytes, read: bytes.length };
  const out = Buffer.allocUnsafe(bytes.length);
  let read = 0;
  let written = 0;
  while (found >= 0) {
    out.set(bytes.subarray(read, found), written);
    written += found - read;
    read = found;
    const isCode = bytes[found + 1] === letterU;
    const length = isCode ? 6 : 2;
    if (found + length > bytes.length) return { resolved: out.subarray(0, written), read };
    written += isCode ? writeCharacter(bytes, found + 2, out, written) : writeByte(out, written, space);
    read = found + length;
    found = bytes.indexOf(backslash, read);
  }
  out.set(bytes.subarray(read), written);
  return { resolved: out.subarray(0, written + bytes.length - read), read: bytes.length };
}

function writeByte(out: Buffer, place: number, byte: number): number {
  out[place] = byte;
  return 1;
}

/** The character of four hex digits; a line end or half of a surrogate pair becomes a space. */
function writeCharacter(bytes: Uint8Array, digits: number, out: Buffer, place: number): number {
  const code = Number.parseInt(Buffer.from(bytes.subarray(digits, digits + 4)).toString('latin1'), 16);
  if (!(code > space) || (code >= 0xd800 && code <= 0xdfff)) return writeByte(out, place, space);
  return out.write(String.fromCharCode(code), place, 'utf8');
}
