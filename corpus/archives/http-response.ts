/** A response of a server as archives hold it: its chunks joined, its body unpacked. */

import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { namedFields } from './record-head.js';

/** What a server answered, as an archive holds it. */
export interface HttpResponse {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

const longestHead = 1 << 16;
/** Unpacked bodies beyond this are cut off: small ones may be made to grow without end. */
const longestBody = 32 << 20;

/** Reads a response (RFC 9112): undefined where there is none. Chunked and packed bodies are undone as far as they go. */
export function readHttpResponse(bytes: Buffer): HttpResponse | undefined {
  const start = bytes.toString('latin1', 0, Math.min(bytes.length, longestHead));
  const head = /^HTTP\/\d(?:\.\d)? (\d{3})[^\n]*\n([\s\S]*?)(?:\r?\n\r?\n|$)/.exec(start);
  if (!head) return undefined;
  const [whole, status, lines = ''] = head;
  const fields = namedFields(lines);
  const raw = bytes.subarray(whole.length);
  const body = fields.get('transfer-encoding')?.toLowerCase().includes('chunked') ? withoutChunks(raw) : raw;
  return {
    status: Number(status),
    contentType: (fields.get('content-type') ?? '').toLowerCase(),
    body: decoded(body, (fields.get('content-encoding') ?? '').toLowerCase()),
  };
}

/** Joins chunks (RFC 9112, section 7.1). Archives say `chunked` of bodies that are not: those stay as they are. */
function withoutChunks(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  while (at < body.length) {
    const line = body.indexOf('\n', at);
    const size = /^([\da-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?$/i.exec(
      body.toString('latin1', at, Math.min(line, at + 256)),
    )?.[1];
    if (line === -1 || size === undefined) return parts.length === 0 ? body : Buffer.concat(parts);
    const length = Number.parseInt(size, 16);
    if (length === 0) break;
    parts.push(body.subarray(line + 1, line + 1 + length));
    at = line + 1 + length;
    if (body[at] === 0x0d) at += 1;
    if (body[at] === 0x0a) at += 1;
  }
  return Buffer.concat(parts);
}

const decoders: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  gzip: (body) => gunzipSync(body, { maxOutputLength: longestBody }),
  'x-gzip': (body) => gunzipSync(body, { maxOutputLength: longestBody }),
  deflate: (body) => inflateSync(body, { maxOutputLength: longestBody }),
  br: (body) => brotliDecompressSync(body, { maxOutputLength: longestBody }),
};

/** Many archives unpack a body and keep the header that says it is packed: what does not unpack is taken as it is. */
function decoded(body: Buffer, encoding: string): Buffer {
  const decode = decoders[encoding];
  if (!decode || body.length === 0) return body;
  try {
    return decode(body);
  } catch {
    return body;
  }
}
