import { expect } from 'vitest';
import type { ReliabilityCase } from '../../reliability/case.js';
import { cleanScore, items, onTrial } from '../world.js';

export const serverDown: ReliabilityCase = {
  given: 'a server that is down for 20 s in the middle of a run',
  outcome: 'waited for; the score of a clean run, and no answer is asked for twice',
  check: async () => {
    const answered: string[] = [];
    let atHalf = (): void => undefined;
    await onTrial(
      {
        subject: {
          fault: ({ text, number }) => {
            if (number === items / 2) atHalf();
            answered.push(text);
            return undefined;
          },
        },
      },
      async ({ run, server, clock }) => {
        atHalf = () => {
          clock.after(1, () => void server.goDown());
          clock.after(20_001, () => void server.comeUp());
        };
        expect(await run()).toMatchObject({ complete: true, score: cleanScore, n: items });
        expect(clock.now()).toBeGreaterThan(20_000);
        // Only what was under way when it went down was asked for twice.
        expect(answered.length - items).toBeLessThanOrEqual(20);
      },
    );
  },
};
