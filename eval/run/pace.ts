import type { ModelReply, ModelRequest } from '../model.js';
import { type Clock, sleep } from './clock.js';
import { estimatedTokens } from './cost.js';

/** What a user allows one server to be asked, beside what it refuses by itself. */
export interface PaceLimits {
  /** Requests a minute. */
  readonly rpm?: number | undefined;
  /** Tokens a minute, prompts and answers together. */
  readonly tpm?: number | undefined;
}

const minuteMs = 60_000;
/** Tokens that an answer is taken to have before there was one. */
const assumedAnswerTokens = 256;
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
  return {
    async begin({ messages, parameters }, signal) {
      const now = clock.now();
      const at = Math.max(now, requestsFrom, tokensFrom);
      const promptTokens = messages.reduce((sum, { content }) => sum + estimatedTokens(content), 0);
      const expected = promptTokens + Math.min(answerTokens, parameters.maxTokens ?? answerTokens);
      requestsFrom = at + requestMs;
      tokensFrom = at + expected * tokenMs;
      if (at > now) await sleep(clock, at - now, signal);
      return (reply) => {
        const usage = reply?.usage;
        const used = usage ? usage.inputTokens + usage.outputTokens : reply ? expected : 0;
        tokensFrom += (used - expected) * tokenMs;
        if (usage) answerTokens += memory * (usage.outputTokens - answerTokens);
      };
    },
  };
}
