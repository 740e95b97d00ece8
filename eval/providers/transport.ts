/** Sends requests over connections that are kept open. */

import {
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import { onAbort } from '../../src/core/on-abort.js';

/** No answer to a question is longer; what is, is no answer. */
const longestBodyBytes = 32 * 2 ** 20;

/** A request that is ready to be sent. */
export interface Outgoing {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal?: AbortSignal | undefined;
}

/** A reply, read to its end. */
export interface Incoming {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What sends requests over kept connections. */
export interface Transport {
  /** Posts to a URL. A connection lost at any moment, also in the middle of a body, rejects with a system error. */
  post(url: string, outgoing: Outgoing): Promise<Incoming>;
  close(): void;
}

/**
 * A transport over node:http: for short JSON exchanges it takes a third of the processor time of the built-in `fetch`.
 * Redirects are not followed.
 */
export function createTransport(): Transport {
  const httpAgent = new HttpAgent({ keepAlive: true });
  const httpsAgent = new HttpsAgent({ keepAlive: true });
  // To read an address takes as long as to send a short request, and a model is asked at one or two.
  const addresses = new Map<string, RequestOptions>();
  const addressOf = (url: string): RequestOptions => {
    const known = addresses.get(url) ?? urlToHttpOptions(new URL(url));
    addresses.set(url, known);
    return known;
  };
  return {
    post(url, { headers, body, signal }) {
      let forget = (): void => undefined;
      return new Promise<Incoming>((resolve, reject) => {
        const options = {
          ...addressOf(url),
          method: 'POST',
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        };
        const onReply = (reply: IncomingMessage): void => {
          readBody(reply).then(
            (text) => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: text }),
            reject,
          );
        };
        const request = url.startsWith('https:')
          ? httpsRequest({ ...options, agent: httpsAgent }, onReply)
          : httpRequest({ ...options, agent: httpAgent }, onReply);
        // With its own option for a signal, node:http takes twice as long to make a request.
        const cut = (): void => {
          request.destroy(new Error('The request was cut off.', { cause: signal?.reason }));
        };
        forget = onAbort(signal, cut);
        request.on('error', reject);
        if (signal?.aborted) cut();
        // As text it goes out in one piece with the headers.
        else request.end(body);
      }).finally(() => forget());
    },
    close() {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

function readBody(reply: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    reply.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > longestBodyBytes) reply.destroy(new Error('The reply is longer than 32 MiB.'));
      else chunks.push(chunk);
    });
    reply.on('error', reject);
    reply.on('end', () => resolve(Buffer.concat(chunks, length).toString('utf8')));
  });
}
