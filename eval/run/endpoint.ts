import type { Model } from '../model.js';
import { type Clock, systemClock } from './clock.js';
import { type Deadline, learningDeadline } from './deadline.js';
import { createPace, type Pace, type PaceLimits } from './pace.js';
import { Window } from './window.js';

/** One server, as all models on it share it: how much it can take, and whether it is there. */
interface Server {
  readonly clock: Clock;
  readonly window: Window;
  /** Where the user limits requests or tokens a minute. */
  readonly pace: Pace | undefined;
  /** Whether it ever answered for any model. */
  hasAnswered: boolean;
}

/** A model on its server: how long its answers take, and whether it gives any while others on the server may. */
export interface Endpoint {
  readonly server: Server;
  readonly deadline: Deadline;
  /** When it last answered, in the clock's milliseconds; undefined before it ever did. */
  lastAnswerAt: number | undefined;
  /** When it last answered what it had answered before, asked because it answered nobody else. */
  provenAt: number | undefined;
  /** Under way while that is being found out. */
  proof: Promise<boolean> | undefined;
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

/** Models on their servers. */
export interface Endpoints {
  /** Where this model is asked; the same for each call with it. */
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
  const servers = new Map<string, Server>();
  const endpoints = new Map<object, Endpoint>();
  const serverAt = ({ origin, concurrency: most = concurrency }: Pick<Model, 'origin' | 'concurrency'>) => {
    const host = serverOf({ origin });
    const server = servers.get(host) ?? {
      clock,
      window: new Window({ ceiling: Math.min(most, concurrency), clock }),
      pace: rpm === undefined && tpm === undefined ? undefined : createPace({ rpm, tpm }, clock),
      hasAnswered: false,
    };
    servers.set(host, server);
    return server;
  };
  return {
    of(model) {
      const endpoint = endpoints.get(model) ?? {
        server: serverAt(model),
        deadline: learningDeadline(timeoutMs),
        lastAnswerAt: undefined,
        provenAt: undefined,
        proof: undefined,
        troubled: 0,
        rejected: 0,
      };
      endpoints.set(model, endpoint);
      return endpoint;
    },
  };
}
