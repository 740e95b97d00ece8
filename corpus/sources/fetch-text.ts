import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { isGzip } from '../unpack/members.js';
import { type AddressGuard, refusedAddress } from './addresses.js';

export interface FetchOptions {
  readonly guard: AddressGuard;
  readonly userAgent: string;
  /** For each answer of a server. */
  readonly timeoutSeconds: number;
  readonly signal?: AbortSignal | undefined;
}

/** What a server answered. */
export interface FetchedText {
  /** HTTP's. */
  readonly status: number;
  /** In UTF-8, unpacked; at most 50 MB, the most that a sitemap may hold. */
  readonly text: string;
}

const mostRedirects = 5;
const mostBytes = 50 << 20;

/**
 * Fetches a text: robots.txt, a sitemap. Redirects are followed where the guard allows it.
 *
 * Throws the system's error (ECONNREFUSED, ENOTFOUND, ...) where there is no answer, and MixevalError `permission` where
 * a redirect leads to a private address.
 */
export async function fetchText(url: URL, options: FetchOptions): Promise<FetchedText> {
  let at = url;
  for (let redirects = 0; ; redirects += 1) {
    const { status, location, body } = await answerOf(at, options);
    if (status < 300 || status > 399 || location === undefined || redirects >= mostRedirects) {
      const bytes = isGzip(body) ? gunzipSync(body, { maxOutputLength: mostBytes }) : body;
      return { status, text: bytes.toString('utf8') };
    }
    at = new URL(location, at);
    if (!(await options.guard.allows(at))) throw refusedAddress(at.href);
  }
}

interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly body: Buffer;
}

function answerOf(url: URL, { guard, userAgent, timeoutSeconds, signal }: FetchOptions): Promise<Answer> {
  const timeout = AbortSignal.timeout(timeoutSeconds * 1000);
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(
      url,
      {
        headers: { 'user-agent': userAgent, 'accept-encoding': 'identity' },
        lookup: guard.lookup,
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        // A connection of its own: none is kept that would keep the process.
        agent: false,
      },
      (response) => {
        bytesOf(response).then(
          (body) => resolve({ status: response.statusCode ?? 0, location: response.headers.location, body }),
          reject,
        );
      },
    );
    request.on('error', (error) => reject(timeout.aborted && !signal?.aborted ? timeout.reason : error));
    request.end();
  });
}

async function bytesOf(response: Readable): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of response) {
    const bytes = Buffer.from(piece);
    pieces.push(bytes);
    length += bytes.length;
    if (length > mostBytes) break;
  }
  return Buffer.concat(pieces);
}
