import { expect } from 'vitest';
import type { ReliabilityCase } from '../../reliability/case.js';
import { cleanScore, items, onTrial } from '../world.js';

export const keyRevoked: ReliabilityCase = {
  given: 'a key revoked half-way',
  outcome:
    'stopped within one window of requests, the variable named; with a good key nothing is asked twice',
  check: async () => {
    let left = items / 2;
    const fault = () => {
      left -= 1;
      return left < 0 ? ({ kind: 'status', status: 401, code: 'invalid_api_key' } as const) : undefined;
    };
    await onTrial({ subject: { fault }, key: 'secret-1' }, async ({ run, server }) => {
      const stopped = await run();
      expect(stopped).toMatchObject({ complete: false, score: null, stoppedBy: 'key-refused' });
      expect(stopped.error?.next).toContain('TRIAL_KEY');
      expect(JSON.stringify(stopped)).not.toContain('secret-1');
      expect(server.requests).toBeLessThanOrEqual(items / 2 + 20);
      expect(stopped.requests).toBe(server.requests);
      const before = server.requests;
      left = items;
      expect(await run()).toMatchObject({ id: stopped.id, complete: true, score: cleanScore });
      expect(server.requests - before).toBe(items / 2);
    });
  },
};
