import { expect } from 'vitest';
import type { ReliabilityCase } from '../../reliability/case.js';
import { tokenBucket } from '../token-bucket.js';
import { cleanScore, items, onTrial } from '../world.js';

const refusal = { kind: 'status', status: 429, headers: { 'retry-after': '1' } } as const;

/** A server that refuses what is beyond its limit, asked for 100 answers at once. */
function rateLimit(perMinute: number, within: number): ReliabilityCase {
  return {
    given: `a server that takes ${perMinute.toLocaleString('en-US')} requests a minute, asked at concurrency 100`,
    outcome: `${items} items in ${within} s at most, with at most 60 refusals`,
    check: async () => {
      const bucket = tokenBucket(perMinute / 60, 10);
      const refused = new Set<number>();
      await onTrial(
        {
          subject: {
            // What is beyond the limit is refused at the door.
            latencyMs: ({ number }) => {
              if (bucket.takes()) return 50;
              refused.add(number);
              return 2;
            },
            fault: ({ number }) => (refused.has(number) ? refusal : undefined),
          },
        },
        async ({ run, server, clock }) => {
          bucket.start(clock);
          expect(await run({ concurrency: 100 })).toMatchObject({ complete: true, score: cleanScore });
          expect(server.requests - items).toBeLessThanOrEqual(60);
          expect(clock.now() / 1000).toBeLessThanOrEqual(within);
        },
      );
    },
  };
}

export const rateLimits: readonly ReliabilityCase[] = [rateLimit(600, 42), rateLimit(1200, 21)];
