import { expect } from 'vitest';
import type { ReliabilityCase } from '../../reliability/case.js';
import { items, onTrial } from '../world.js';

export const judgeWithoutVerdict: ReliabilityCase = {
  given: 'a judge that answers without a verdict',
  outcome: 'asked twice more, then `unscored: judge-unreadable`; never a guess',
  check: () =>
    onTrial(
      {
        subject: { answer: () => 'That depends, I should say.' },
        judge: { answer: () => 'A fine answer, all things considered.' },
      },
      async ({ run, server, judgeServer }) => {
        expect(await run()).toMatchObject({
          complete: true,
          score: 0,
          unscored: { 'judge-unreadable': items },
          judgeRequests: 3 * items,
        });
        expect(server.requests).toBe(items);
        expect(judgeServer.requests).toBe(3 * items);
      },
    ),
};
