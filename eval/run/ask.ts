import { onAbort } from '../../src/core/on-abort.js';
import type { Random } from '../../src/core/random.js';
import type { Model, ModelReply, ModelRequest, Usage } from '../model.js';
import { ProviderFailure } from '../providers/failure.js';
import { sleep } from './clock.js';
import type { Endpoint } from './endpoint.js';
import type { Outcome } from './window.js';

interface Effort {
  /** Requests sent, failed tries included. */
  readonly requests: number;
  /** The last try's, in seconds. */
  readonly seconds: number;
}

export interface Answered extends Effort {
  readonly reply: ModelReply;
}

export interface Failed extends Effort {
  readonly failure: ProviderFailure;
}

/** What a question ended in: an answer, or a failure of this question alone. */
export type Asked = Answered | Failed;

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
  /**
   * Writes an answer down. Its place is not given to another question before that is done, so that at any moment no more
   * answers can be lost than requests may be under way.
   */
  readonly keep?: (asked: Answered) => Promise<void>;
  /** Sets the cost of a request aside before it is sent; returns what gives it back. */
  readonly reserve?: () => Promise<() => void>;
  /** Told of each request as it is sent. */
  readonly onSent?: () => void;
  /** Told what was used by a request that only showed that the model still answers. */
  readonly onProof?: (usage: Usage) => void;
  /** What this model has answered, now or in an earlier session, if anything: it tells a question at fault from a server. */
  readonly answeredBefore?: () => Promise<ModelRequest | undefined>;
}

const maxAttempts = 8;
/** Tries to reach a server that has never answered for any model: more likely the address is wrong. */
const firstContactAttempts = 3;
const backoffBaseMs = 500;
const backoffCapMs = 30_000;
/** How long a model that has answered before may be silent, and one that never has. */
const patienceMs = 300_000;
const firstPatienceMs = 30_000;
/** A pause longer than this is no pause but the end of a quota. */
const longestPauseMs = 600_000;
/** How often a request that takes long is held against the deadline. */
const lookAgainMs = 5_000;
/** Questions that a server may find wrong before it has answered any. */
const rejectionsBeforeStop = 3;

/**
 * Asks until there is an answer or no hope of one: the one owner of retries. Pauses are exponential with full jitter
 * (0.5 s doubled, at most 30 s), or what the server says. A try counts against the question only while the model answers
 * others; while it answers nobody, the question waits for it (5 minutes; 30 s for a model that never answered). Where
 * nobody else is left to be answered, a request that was answered before is sent once more: if the server still answers
 * that one, the question is given up alone.
 *
 * @throws ProviderFailure where no further question has a chance; the stop signal's reason
 */
export async function askUntilAnswered(
  model: Model,
  request: ModelRequest,
  context: AskContext,
): Promise<Asked> {
  const { endpoint, random, stop } = context;
  const { clock } = endpoint.server;
  const askedAt = clock.now();
  let counted = 0;
  let troubled = false;
  try {
    for (let requests = 1; ; requests += 1) {
      const triedAt = clock.now();
      const asked = await tryOnce(model, request, requests, context);
      if ('reply' in asked) return asked;
      const { failure } = asked;
      if (failure.class === 'stop') throw failure;
      if (failure.class === 'item') {
        if (rejectsAll(failure, endpoint) && !(await stillAnswers(model, context))) throw failure;
        return asked;
      }
      if (!troubled) endpoint.troubled += 1;
      troubled = true;
      const { lastAnswerAt, provenAt } = endpoint;
      const othersAreAnswered = lastAnswerAt !== undefined && lastAnswerAt >= triedAt;
      if (othersAreAnswered) counted += 1;
      // Failed again after the server was found to answer what it had answered before.
      const isProven = provenAt !== undefined && provenAt >= askedAt && provenAt <= triedAt;
      const isTired = requests >= maxAttempts && failure.kind !== 'rate-limited';
      if (isTired && (counted >= maxAttempts || isProven)) return asked;
      if ((failure.retryAfterMs ?? 0) > longestPauseMs) throw asQuota(failure, model);
      const hopeless = isHopeless(failure, endpoint, requests, askedAt);
      // The only question in trouble may be at fault itself; with others in trouble it may be the server.
      if (hopeless && lastAnswerAt !== undefined && endpoint.troubled === 1) return asked;
      const mayBeAtFault = isTired && requests === maxAttempts && !othersAreAnswered;
      if (hopeless || mayBeAtFault) {
        const answers = await stillAnswers(model, context);
        if (hopeless && !answers) throw failure;
      }
      await sleep(clock, pauseMs(failure, requests, random), stop);
    }
  } finally {
    if (troubled) endpoint.troubled -= 1;
  }
}

/** Waits for a place, sends one request, and gives the place back. */
async function tryOnce(
  model: Model,
  request: ModelRequest,
  requests: number,
  context: AskContext,
): Promise<Asked> {
  const { endpoint, stop, reserve, onSent, onStop, keep } = context;
  const { server, deadline } = endpoint;
  const { clock, window, pace } = server;
  await window.enter(stop);
  let outcome: Outcome = 'failed';
  let latencyMs = 0;
  let retryAfterMs: number | undefined;
  let giveBack = (): void => undefined;
  try {
    if (reserve) {
      giveBack = await reserve();
      stop.throwIfAborted();
    }
    const ended = await pace?.begin(request, stop);
    const sentAt = clock.now();
    onSent?.();
    const result = await send(model, request, context);
    latencyMs = clock.now() - sentAt;
    ended?.(result instanceof ProviderFailure ? undefined : result);
    const effort = { requests, seconds: latencyMs / 1000 };
    if (result instanceof ProviderFailure) {
      if (result.class === 'stop') onStop(result);
      if (result.kind === 'rate-limited') {
        outcome = 'refused';
        retryAfterMs = result.retryAfterMs;
      }
      return { failure: result, ...effort };
    }
    outcome = 'answered';
    server.hasAnswered = true;
    endpoint.lastAnswerAt = clock.now();
    deadline.saw(latencyMs);
    const answered = { reply: result, ...effort };
    await keep?.(answered);
    return answered;
  } finally {
    giveBack();
    window.leave(outcome, latencyMs, retryAfterMs);
  }
}

/** One request, cut off at the deadline. Failures are returned; what is no failure of the provider is thrown. */
async function send(
  model: Model,
  request: ModelRequest,
  { endpoint, cut }: AskContext,
): Promise<ModelReply | ProviderFailure> {
  const { server, deadline } = endpoint;
  const { clock } = server;
  const attempt = new AbortController();
  const uncut = onAbort(cut, () => attempt.abort(cut.reason));
  const sentAt = clock.now();
  let isLate = false;
  let stopWatching = (): void => undefined;
  const watch = (): void => {
    const leftMs = deadline.timeoutMs - (clock.now() - sentAt);
    if (leftMs > 0) {
      // The deadline learns while this request is under way.
      stopWatching = clock.after(Math.min(leftMs, lookAgainMs), watch);
      return;
    }
    isLate = true;
    attempt.abort();
  };
  watch();
  try {
    return await model.ask(request, attempt.signal);
  } catch (error) {
    if (cut.aborted) throw cut.reason;
    if (isLate) {
      const seconds = Math.round((clock.now() - sentAt) / 100) / 10;
      return new ProviderFailure('timeout', `${model.name} did not answer within ${seconds} s.`);
    }
    if (error instanceof ProviderFailure) return error;
    throw error;
  } finally {
    stopWatching();
    uncut();
  }
}

/** A server that finds every question wrong from the start finds our way of asking wrong. */
function rejectsAll(failure: ProviderFailure, endpoint: Endpoint): boolean {
  if (failure.kind !== 'bad-request' || endpoint.lastAnswerAt !== undefined) return false;
  endpoint.rejected += 1;
  return endpoint.rejected >= rejectionsBeforeStop;
}

/** Whether the model still answers what it answered before. All that want to know at one time are told by one request. */
async function stillAnswers(model: Model, context: AskContext): Promise<boolean> {
  const { endpoint } = context;
  endpoint.proof ??= proveThatItAnswers(model, context).finally(() => {
    endpoint.proof = undefined;
  });
  return endpoint.proof;
}

/** Sends what was answered before once more; its answer is known and not kept. */
async function proveThatItAnswers(
  model: Model,
  { answeredBefore, keep: _keep, ...context }: AskContext,
): Promise<boolean> {
  const request = await answeredBefore?.();
  if (!request) return false;
  const asked = await tryOnce(model, request, 1, context);
  if ('failure' in asked) return false;
  if (asked.reply.usage) context.onProof?.(asked.reply.usage);
  context.endpoint.provenAt = context.endpoint.lastAnswerAt;
  return true;
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
  const { lastAnswerAt, server } = endpoint;
  const isFirstContact = lastAnswerAt === undefined && failure.kind !== 'rate-limited';
  const mayNotExist = isFirstContact && !server.hasAnswered && failure.kind === 'connection';
  if (mayNotExist && requests >= firstContactAttempts) return true;
  const silentMs = server.clock.now() - Math.max(askedAt, lastAnswerAt ?? askedAt);
  return silentMs > (isFirstContact ? firstPatienceMs : patienceMs);
}

function pauseMs(failure: ProviderFailure, requests: number, random: Random): number {
  if (failure.retryAfterMs !== undefined) return failure.retryAfterMs;
  return random() * Math.min(backoffCapMs, backoffBaseMs * 2 ** (requests - 1));
}
