import { expect } from 'vitest';
import type { Fault } from '../../eval/loopback/index.js';
import type { ReliabilityCase } from '../reliability/case.js';
import { cleanScore, everyNth, items, onTrial } from './world.js';

/** A fault that costs one request more each time it happens, and nothing else. */
export function oneMoreRequest({
  given,
  nth,
  fault,
  within,
}: {
  readonly given: string;
  /** It happens to every so-many-th question, once. */
  readonly nth: number;
  readonly fault: (index: number) => Fault;
  /** Seconds that the whole run may take, by its own clock, where 1.2 would do without the fault. */
  readonly within: number;
}): ReliabilityCase {
  return {
    given,
    outcome: `the score of a clean run; one request more each, and nothing waits for it (${items} items take ${within} s at most, 1.2 s without)`,
    check: async () => {
      const faults = everyNth(nth, fault);
      await onTrial({ subject: { fault: faults.fault } }, async ({ run, server, clock }) => {
        expect(await run()).toMatchObject({ complete: true, score: cleanScore, n: items, unscored: {} });
        expect(faults.struck).toBe(items / nth);
        expect(server.requests).toBe(items + faults.struck);
        expect(clock.now() / 1000).toBeLessThanOrEqual(within);
      });
    },
  };
}
