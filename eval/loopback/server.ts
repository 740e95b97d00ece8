import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { type Clock, sleep, systemClock } from '../run/clock.js';
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
  /** Further fields of the reply's choice, such as log-probabilities. */
  readonly fields?: Readonly<Record<string, unknown>>;
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
  /** What its latencies go by; the machine's own time unless said otherwise. */
  readonly clock?: Clock;
}

export interface LoopbackServer {
  /** Ends in /v1. */
  readonly baseUrl: string;
  /** Requests that arrived so far. */
  readonly requests: number;
  /** Requests that it lets wait: for their latency, or for ever. */
  readonly waiting: number;
  /** Goes away: connections are cut, and new ones refused. */
  goDown(): Promise<void>;
  /** Comes back at the same address. */
  comeUp(): Promise<void>;
  close(): Promise<void>;
}

/**
 * An OpenAI-protocol server on 127.0.0.1, at a free port: chat and legacy completions, no streaming. It serves the
 * demo's model, and in tests and benchmarks it stands for a service that does whatever servers do.
 */
export async function startLoopbackServer(options: LoopbackOptions): Promise<LoopbackServer> {
  let arrived = 0;
  const waiting = new Set<ServerResponse>();
  const server = createServer((message, response) => {
    const number = arrived;
    arrived += 1;
    response.on('close', () => waiting.delete(response));
    serve({ number, message, response, waiting }, options).catch(() => response.destroy());
  });
  // Clients keep connections; closing one just as it is used again would be a fault nobody asked for.
  server.keepAliveTimeout = 60_000;
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  await listen(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  const goDown = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    get requests() {
      return arrived;
    },
    get waiting() {
      return waiting.size;
    },
    goDown,
    comeUp: () => listen(address.port),
    close: goDown,
  };
}

/** A request on its way through the server. */
interface Serving {
  readonly number: number;
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly waiting: Set<ServerResponse>;
}

async function serve(
  { number, message, response, waiting }: Serving,
  { answer, fault, latencyMs = 0, key, clock = systemClock }: LoopbackOptions,
): Promise<void> {
  const body = bodySchema.safeParse(await readJson(message));
  const path = message.url ?? '';
  // At Azure, every deployment has an address of its own.
  const route = /^\/(?:v1|openai\/deployments\/[^/]+)\/((?:chat\/)?completions)(?:\?|$)/.exec(path)?.[1];
  const isChat = route === 'chat/completions';
  if (route === undefined) return sendError(response, 404, 'unknown_url');
  if (key !== undefined && message.headers.authorization !== `Bearer ${key}`) {
    return sendError(response, 401, 'invalid_api_key');
  }
  if (!body.success) return sendError(response, 400, 'invalid_request_error');
  const text = isChat ? (body.data.messages?.at(-1)?.content ?? '') : (body.data.prompt ?? '');
  const request: LoopbackRequest = { number, path, headers: message.headers, body: body.data, text };
  const waitMs = typeof latencyMs === 'function' ? latencyMs(request) : latencyMs;
  if (waitMs > 0) {
    waiting.add(response);
    await sleep(clock, waitMs);
    waiting.delete(response);
    if (response.destroyed) return;
  }
  const reply = (): string => {
    const given = answer(request);
    return replyTo(request, isChat, typeof given === 'string' ? { text: given } : given);
  };
  const wrong = fault?.(request);
  if (wrong) {
    if (wrong.kind === 'hang') waiting.add(response);
    return sendFault(response, wrong, reply);
  }
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
  { text, reasoning, finishReason, fields }: LoopbackAnswer,
): string {
  const finish = { index: 0, finish_reason: finishReason ?? 'stop', ...fields };
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
