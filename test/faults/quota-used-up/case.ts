import { expect } from 'vitest';
import type { Fault } from '../../../eval/loopback/index.js';
import type { ReliabilityCase } from '../../reliability/case.js';
import { cleanScore, items, onTrial } from '../world.js';

export const quotaUsedUp: ReliabilityCase = {
  given: 'a quota used up half-way',
  outcome:
    'stopped within one window of requests; exit 1, no headline score, what was paid, and how to go on; then nothing is asked twice',
  check: async () => {
    let left = items / 2;
    const fault = (): Fault | undefined => {
      left -= 1;
      return left < 0 ? { kind: 'status', status: 429, code: 'insufficient_quota' } : undefined;
    };
    await onTrial({ subject: { fault } }, async ({ run, server }) => {
      const stopped = await run();
      expect(stopped).toMatchObject({
        complete: false,
        score: null,
        interval: null,
        stoppedBy: 'quota',
        requests: server.requests,
      });
      expect(stopped.error?.next).toContain('same command');
      expect(server.requests).toBeLessThanOrEqual(items / 2 + 20);
      const before = server.requests;
      left = items;
      expect(await run()).toMatchObject({ id: stopped.id, complete: true, score: cleanScore });
      expect(server.requests - before).toBe(items / 2);
    });
  },
};
