import type { Random } from '../../src/core/random.js';
import type { Model, ModelReply, ModelRequest } from '../model.js';
import { ProviderFailure } from '../providers/failure.js';
import type { Endpoint } from './endpoint.js';

/** What a question ended in: an answer, or a failure of this question alone. */
export type Asked = {
  /** Requests sent, failed tries included. */
  readonly requests: number;
  /** The last try's, in seconds. */
  readonly seconds: number;
} & ({ readonly reply: ModelReply } | { readonly failure: ProviderFailure });

export interface AskContext {
  readonly endpoint: Endpoint;
  /** For the jitter of pauses. */
  readonly random: Random;
  /** Aborted: nothing new is sent, and waiting ends with the signal's reason. */
  readonly stop: AbortSignal;
  /** Aborted: what is under way is cut off, too. */
  readonly cut: AbortSignal;
  /** Told of a failure that leaves no question a chance, before another one is let out. */
  readonly onStop: (failure: ProviderFailure) => void;
}

const maxAttempts = 8;
/** Tries to reach a server that has never answered: more likely the address is wrong. */
const firstContactAttempts = 3;
const backoffBaseMs = 500;
const backoffCapMs = 30_000;
/** How long a server that has answered before may be silent, and one that never has. */
const patienceMs = 300_000;
const firstPatienceMs = 30_000;
/** A pause longer than this is no pause but the end of a quota. */
const longestPauseMs = 600_000;
/** Questions that a server may find wrong before it has answered any. */
const rejectionsBeforeStop = 3;

/**
 * Asks until there is an answer or no hope of one: the one owner of retries. Pauses are exponential with full jitter
 * (0.5 s doubled, at most 30 s), or what the server says. A try counts against the question only while the server
 * answers others; while it answers nobody, the question waits for it (5 minutes; 30 s for a server that never answered).
 *
 * @throws ProviderFailure where no further question has a chance; the stop signal's reason
 */
export async function askUntilAnswered(
  model: Model,
  request: ModelRequest,
  context: AskContext,
): Promise<Asked> {
  const { endpoint, random, stop } = context;
  const { clock } = endpoint;
  const askedAt = clock.now();
  let requests = 0;
  let counted = 0;
  let troubled = false;
  try {
    for (;;) {
      await endpoint.window.enter(stop);
      const sentAt = clock.now();
      requests += 1;
      const result = await tryOnce(model, request, context);
      const seconds = (clock.now() - sentAt) / 1000;
      if (!(result instanceof ProviderFailure)) return { reply: result, requests, seconds };
      if (result.class === 'stop') throw result;
      if (result.class === 'item') {
        refuseIfAllAreRejected(result, endpoint);
        return { failure: result, requests, seconds };
      }
      if (!troubled) endpoint.troubled += 1;
      troubled = true;
      if (endpoint.lastAnswerAt !== undefined && endpoint.lastAnswerAt >= sentAt) counted += 1;
      if (result.kind !== 'rate-limited' && counted >= maxAttempts)
        return { failure: result, requests, seconds };
      if ((result.retryAfterMs ?? 0) > longestPauseMs) throw asQuota(result, model);
      if (isHopeless(result, endpoint, requests, askedAt)) {
        // The only question in trouble may be at fault itself; with others in trouble it is the server.
        if (endpoint.lastAnswerAt !== undefined && endpoint.troubled === 1) {
          return { failure: result, requests, seconds };
        }
        throw result;
      }
      await clock.sleep(pauseMs(result, requests, random), stop);
    }
  } finally {
    if (troubled) endpoint.troubled -= 1;
  }
}

/** One request, cut off at the deadline. Failures are returned; what is no failure of the provider is thrown. */
async function tryOnce(
  model: Model,
  request: ModelRequest,
  { endpoint, cut, onStop }: AskContext,
): Promise<ModelReply | ProviderFailure> {
  const { clock, window, deadline } = endpoint;
  const sentAt = clock.now();
  const attempt = new AbortController();
  const onCut = (): void => attempt.abort(cut.reason);
  cut.addEventListener('abort', onCut, { once: true });
  const { timeoutMs } = deadline;
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    attempt.abort();
  }, timeoutMs);
  try {
    const reply = await model.ask(request, attempt.signal);
    endpoint.lastAnswerAt = clock.now();
    deadline.saw(endpoint.lastAnswerAt - sentAt);
    window.leave('answered', endpoint.lastAnswerAt - sentAt);
    return reply;
  } catch (error) {
    const failure = isLate
      ? new ProviderFailure(
          'timeout',
          `${model.name} did not answer within ${Math.round(timeoutMs / 100) / 10} s.`,
        )
      : error;
    if (failure instanceof ProviderFailure && failure.class === 'stop') onStop(failure);
    const isRefusal = failure instanceof ProviderFailure && failure.kind === 'rate-limited';
    window.leave(
      isRefusal ? 'refused' : 'failed',
      clock.now() - sentAt,
      isRefusal ? failure.retryAfterMs : undefined,
    );
    if (cut.aborted) throw cut.reason;
    if (failure instanceof ProviderFailure) return failure;
    throw failure;
  } finally {
    clearTimeout(timer);
    cut.removeEventListener('abort', onCut);
  }
}

/** A server that finds every question wrong from the start finds our way of asking wrong. */
function refuseIfAllAreRejected(failure: ProviderFailure, endpoint: Endpoint): void {
  if (failure.kind !== 'bad-request' || endpoint.lastAnswerAt !== undefined) return;
  endpoint.rejected += 1;
  if (endpoint.rejected >= rejectionsBeforeStop) throw failure;
}

function asQuota(failure: ProviderFailure, model: Model): ProviderFailure {
  const minutes = Math.ceil((failure.retryAfterMs ?? 0) / 60_000);
  return new ProviderFailure(
    'quota',
    `The server of ${model.name} says to come back in ${minutes} minutes.`,
    {
      cause: failure,
    },
  );
}

function isHopeless(
  failure: ProviderFailure,
  endpoint: Endpoint,
  requests: number,
  askedAt: number,
): boolean {
  const { lastAnswerAt, clock } = endpoint;
  const isFirstContact = lastAnswerAt === undefined && failure.kind !== 'rate-limited';
  if (isFirstContact && failure.kind === 'connection' && requests >= firstContactAttempts) return true;
  const silentMs = clock.now() - Math.max(askedAt, lastAnswerAt ?? askedAt);
  return silentMs > (isFirstContact ? firstPatienceMs : patienceMs);
}

function pauseMs(failure: ProviderFailure, requests: number, random: Random): number {
  if (failure.retryAfterMs !== undefined) return failure.retryAfterMs;
  return random() * Math.min(backoffCapMs, backoffBaseMs * 2 ** (requests - 1));
}
