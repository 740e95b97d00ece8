/** Everything that a server can do wrong, for the loopback server to do. */

import type { ServerResponse } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';

/** What can be made to go wrong with one request. */
export type Fault =
  | {
      readonly kind: 'status';
      readonly status: number;
      /** The error body's `code`, and its words. */
      readonly code?: string;
      readonly message?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** No reply ever comes; the connection stays. */
  | { readonly kind: 'hang' }
  /** The connection is reset in the middle of the body. */
  | { readonly kind: 'reset' }
  /** The body ends in the middle, with status 200 and a length that fits. */
  | { readonly kind: 'cut-off' }
  | { readonly kind: 'html' }
  /** A good body, one byte at a time. */
  | { readonly kind: 'byte-by-byte' }
  /** Content null, finish reason `content_filter`. */
  | { readonly kind: 'content-filter' }
  /** Content null, a text of refusal. */
  | { readonly kind: 'refusal' };

/** @param answer makes the body that would have been sent */
export async function sendFault(response: ServerResponse, fault: Fault, answer: () => string): Promise<void> {
  switch (fault.kind) {
    case 'status':
      return sendError(response, fault.status, fault.code ?? null, fault);
    case 'hang':
      return;
    case 'reset': {
      const reply = answer();
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(reply),
      });
      response.write(reply.slice(0, reply.length / 2), () => response.socket?.resetAndDestroy());
      return;
    }
    case 'cut-off': {
      const reply = answer();
      return sendBody(response, 'application/json', reply.slice(0, reply.length / 2));
    }
    case 'html':
      return sendBody(response, 'text/html', '<!doctype html><title>Gateway</title><p>Be right back.');
    case 'byte-by-byte':
      response.writeHead(200, { 'content-type': 'application/json' });
      for (const byte of Buffer.from(answer())) {
        response.write(Buffer.of(byte));
        await turn();
      }
      response.end();
      return;
    case 'content-filter':
      return sendMessage(response, { content: null }, 'content_filter');
    case 'refusal':
      return sendMessage(response, { content: null, refusal: 'I cannot help with that.' }, 'stop');
  }
}

/** An error reply in the protocol's form. */
export function sendError(
  response: ServerResponse,
  status: number,
  code: string | null,
  {
    headers = {},
    message = `This is status ${status}.`,
  }: { readonly headers?: Readonly<Record<string, string>>; readonly message?: string } = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ error: { message, type: code, code } }));
}

function sendMessage(
  response: ServerResponse,
  message: Readonly<Record<string, unknown>>,
  finish: string,
): void {
  const choice = { index: 0, message: { role: 'assistant', ...message }, finish_reason: finish };
  sendBody(response, 'application/json', JSON.stringify({ object: 'chat.completion', choices: [choice] }));
}

function sendBody(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { 'content-type': type });
  response.end(body);
}
