/** Where members of gzip begin. */

const magic = Buffer.from([0x1f, 0x8b, 8]);

/** Whether bytes begin as gzip does (RFC 1952, section 2.3). */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === magic[0] && head[1] === magic[1];
}

/**
 * Where members of gzip seem to begin: the magic number with flags, extra flags and a system that exist (RFC 1952,
 * section 2.3.1). Packed data looks so by chance once in some hundred megabytes.
 */
export function memberStarts(bytes: Uint8Array): number[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts: number[] = [];
  for (let at = buffer.indexOf(magic); at !== -1; at = buffer.indexOf(magic, at + 1)) {
    if (looksLikeHeader(buffer, at)) starts.push(at);
  }
  return starts;
}

function looksLikeHeader(bytes: Uint8Array, at: number): boolean {
  const [flags, extra, system] = [bytes[at + 3], bytes[at + 8], bytes[at + 9]];
  if (flags === undefined || extra === undefined || system === undefined) return false;
  return flags < 0x20 && (extra === 0 || extra === 2 || extra === 4) && (system <= 13 || system === 255);
}
