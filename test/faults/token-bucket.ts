import type { VirtualClock } from '../../eval/testing/virtual-clock.js';

/** A server's limit: so many requests a second, and a number at once after a pause. */
export interface TokenBucket {
  start(clock: VirtualClock): void;
  /** Whether one more request is within the limit. */
  takes(): boolean;
}

export function tokenBucket(perSecond: number, capacity: number): TokenBucket {
  let clock: VirtualClock | undefined;
  let tokens = capacity;
  let at = 0;
  return {
    start(running) {
      clock = running;
      at = running.now();
    },
    takes() {
      const now = clock?.now() ?? 0;
      tokens = Math.min(capacity, tokens + ((now - at) * perSecond) / 1000);
      at = now;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
