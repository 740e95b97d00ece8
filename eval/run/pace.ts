import type { ModelReply, ModelRequest } from '../model.js';
import { type Clock, sleep } from './clock.js';
import { estimatedTokens } from './cost.js';

/** What a user allows one server to be asked, beside what it refuses by itself. */
export interface PaceLimits {
  /** Requests a minute at most, for each server; no limit unless said otherwise. */
  readonly rpm?: number | undefined;
  /** Tokens a minute at most, prompts and answers together, for each server; no limit unless said otherwise. */
  readonly tpm?: number | undefined;
}

const minuteMs = 60_000;
/** Tokens that an answer is taken to have before there was one. */
const assumedAnswerTokens = 256;
/** How often the head of the queue looks whether it may start. */
const lookAgainMs = 50;
/** Weight of the newest answer in the expected length. */
const memory = 0.1;

/** Spreads the requests to one server evenly over each minute. */
export interface Pace {
  /**
   * Waits until the request may be sent, first come, first served.
   *
   * @returns to be called with the reply, or without one: what it really took counts from then on
   */
  begin(request: ModelRequest, signal: AbortSignal): Promise<(reply?: ModelReply) => void>;
}

/**
 * A pace by the virtual scheduling algorithm (ITU-T I.371, annex A) without bursts: each request moves the earliest start
 * of the next one on by its share of a minute, for requests and for tokens. Tokens are estimated before and set right by
 * what the server counted.
 */
export function createPace({ rpm, tpm }: PaceLimits, clock: Clock): Pace {
  const requestMs = rpm === undefined ? 0 : minuteMs / rpm;
  const tokenMs = tpm === undefined ? 0 : minuteMs / tpm;
  let requestsFrom = Number.NEGATIVE_INFINITY;
  let tokensFrom = Number.NEGATIVE_INFINITY;
  let answerTokens = assumedAnswerTokens;
  /** The last in the queue; who is at its head knows what all before it really took. */
  let last: Promise<void> = Promise.resolve();

  /** Waits at the head of the queue. What is learnt of earlier requests meanwhile may bring the start forward. */
  const start = async ({ messages, parameters }: ModelRequest, signal: AbortSignal): Promise<number> => {
    for (;;) {
      const waitMs = Math.max(requestsFrom, tokensFrom) - clock.now();
      if (waitMs <= 0) break;
      await sleep(clock, Math.min(waitMs, lookAgainMs), signal);
    }
    const promptTokens = messages.reduce((sum, { content }) => sum + estimatedTokens(content), 0);
    const tokens = promptTokens + Math.min(answerTokens, parameters.maxTokens ?? answerTokens);
    requestsFrom = clock.now() + requestMs;
    tokensFrom = Math.max(tokensFrom, clock.now()) + tokens * tokenMs;
    return tokens;
  };

  return {
    async begin(request, signal) {
      const started = last.then(() => start(request, signal));
      last = started.then(
        () => undefined,
        () => undefined,
      );
      const expected = await started;
      return (reply) => {
        const usage = reply?.usage;
        const used = usage ? usage.inputTokens + usage.outputTokens : reply ? expected : 0;
        tokensFrom += (used - expected) * tokenMs;
        if (usage) answerTokens += memory * (usage.outputTokens - answerTokens);
      };
    },
  };
}
