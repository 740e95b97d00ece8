import type { Model } from '../model.js';
import { type Clock, systemClock } from './clock.js';
import { type Deadline, learningDeadline } from './deadline.js';
import { createPace, type Pace, type PaceLimits } from './pace.js';
import { Window } from './window.js';

/** One server, as all models on it share it: how much it can take, and whether it answers. */
export interface Endpoint {
  readonly clock: Clock;
  readonly window: Window;
  readonly deadline: Deadline;
  /** Where the user limits requests or tokens a minute. */
  readonly pace: Pace | undefined;
  /** When it last answered, in the clock's milliseconds; undefined before it ever did. */
  lastAnswerAt: number | undefined;
  /** Requests that are being tried again, or wait to be. */
  troubled: number;
  /** Requests that it found wrong before it ever answered one. */
  rejected: number;
}

/** How servers are asked. */
export interface EndpointOptions extends PaceLimits {
  /** Requests under way at most, for each server; 32 unless said otherwise. */
  readonly concurrency?: number | undefined;
  /** Longest wait for one reply, in milliseconds; 120,000 unless said otherwise. */
  readonly timeoutMs?: number | undefined;
  /** The machine's own unless said otherwise: tests have quicker ones. */
  readonly clock?: Clock | undefined;
}

/** Requests under way at most, where nothing else is said. */
export const defaultConcurrency = 32;

/** Servers by host. */
export interface Endpoints {
  /** The server that a model runs on. */
  of(model: Pick<Model, 'origin' | 'concurrency'>): Endpoint;
}

/** The server that a model's limits are shared on: the host, whatever the path of its address. */
export function serverOf({ origin }: Pick<Model, 'origin'>): string {
  return /^https?:/.test(origin) ? new URL(origin).origin : origin;
}

/** The servers of one session by host: a subject and a judge on the same server share its room. */
export function createEndpoints({
  concurrency = defaultConcurrency,
  timeoutMs = 120_000,
  rpm,
  tpm,
  clock = systemClock,
}: EndpointOptions): Endpoints {
  const endpoints = new Map<string, Endpoint>();
  return {
    of({ origin, concurrency: most = concurrency }) {
      const server = serverOf({ origin });
      const known = endpoints.get(server);
      if (known) return known;
      const opened: Endpoint = {
        clock,
        window: new Window({ ceiling: Math.min(most, concurrency), clock }),
        deadline: learningDeadline(timeoutMs),
        pace: rpm === undefined && tpm === undefined ? undefined : createPace({ rpm, tpm }, clock),
        lastAnswerAt: undefined,
        troubled: 0,
        rejected: 0,
      };
      endpoints.set(server, opened);
      return opened;
    },
  };
}
