import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Fault, sendError, sendFault } from './faults.js';

const bodySchema = z.looseObject({
  model: z.string(),
  prompt: z.string().optional(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })).optional(),
});

/** One request as the server sees it. */
export interface LoopbackRequest {
  /** From 0, in the order of arrival. */
  readonly number: number;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: z.infer<typeof bodySchema>;
  /** What is asked: the last message, or the prompt to continue. */
  readonly text: string;
}

export interface LoopbackAnswer {
  readonly text: string;
  readonly reasoning?: string;
  readonly finishReason?: string;
}

export interface LoopbackOptions {
  /** Called for the requests that get an answer, or a part of one. */
  readonly answer: (request: LoopbackRequest) => string | LoopbackAnswer;
  /** What goes wrong with a request, if anything; called first. */
  readonly fault?: ((request: LoopbackRequest) => Fault | undefined) | undefined;
  /** Milliseconds from a request to its reply. */
  readonly latencyMs?: number | ((request: LoopbackRequest) => number);
  /** Refuses requests without this key. */
  readonly key?: string;
}

export interface LoopbackServer {
  /** Ends in /v1. */
  readonly baseUrl: string;
  /** Requests that arrived so far. */
  readonly requests: number;
  close(): Promise<void>;
}

/**
 * An OpenAI-protocol server on 127.0.0.1, at a free port: chat and legacy completions, no streaming. It serves the
 * demo's model, and in tests and benchmarks it stands for a service that does whatever servers do.
 */
export async function startLoopbackServer(options: LoopbackOptions): Promise<LoopbackServer> {
  let arrived = 0;
  const server = createServer((message, response) => {
    const number = arrived;
    arrived += 1;
    serve(number, message, response, options).catch(() => response.destroy());
  });
  // Clients keep connections; closing one just as it is used again would be a fault nobody asked for.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    get requests() {
      return arrived;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  number: number,
  message: IncomingMessage,
  response: ServerResponse,
  { answer, fault, latencyMs = 0, key }: LoopbackOptions,
): Promise<void> {
  const body = bodySchema.safeParse(await readJson(message));
  const path = message.url ?? '';
  const isChat = path === '/v1/chat/completions';
  if (!isChat && path !== '/v1/completions') return sendError(response, 404, 'unknown_url');
  if (key !== undefined && message.headers.authorization !== `Bearer ${key}`) {
    return sendError(response, 401, 'invalid_api_key');
  }
  if (!body.success) return sendError(response, 400, 'invalid_request_error');
  const text = isChat ? (body.data.messages?.at(-1)?.content ?? '') : (body.data.prompt ?? '');
  const request: LoopbackRequest = { number, path, headers: message.headers, body: body.data, text };
  const waitMs = typeof latencyMs === 'function' ? latencyMs(request) : latencyMs;
  if (waitMs > 0) await sleep(waitMs);
  const reply = (): string => {
    const given = answer(request);
    return replyTo(request, isChat, typeof given === 'string' ? { text: given } : given);
  };
  const wrong = fault?.(request);
  if (wrong) return sendFault(response, wrong, reply);
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(reply());
}

async function readJson(message: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The body of a reply. Tokens are counted as words: nobody pays for them. */
function replyTo(
  request: LoopbackRequest,
  isChat: boolean,
  { text, reasoning, finishReason }: LoopbackAnswer,
): string {
  const finish = { index: 0, finish_reason: finishReason ?? 'stop' };
  const promptTokens = wordsIn(request.text);
  const completionTokens = wordsIn(text) + wordsIn(reasoning ?? '');
  return JSON.stringify({
    id: `loopback-${request.number}`,
    object: isChat ? 'chat.completion' : 'text_completion',
    model: request.body.model,
    choices: [
      isChat
        ? {
            ...finish,
            message: {
              role: 'assistant',
              content: text,
              ...(reasoning ? { reasoning_content: reasoning } : {}),
            },
          }
        : { ...finish, text },
    ],
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    },
  });
}

function wordsIn(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}
