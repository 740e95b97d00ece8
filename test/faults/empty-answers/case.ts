import { expect } from 'vitest';
import type { ReliabilityCase } from '../../reliability/case.js';
import { items, onTrial } from '../world.js';

export const emptyAnswers: ReliabilityCase = {
  given: 'nothing but empty answers',
  outcome: 'score 0, every item `unscored: empty`, and not one request to the judge',
  check: () =>
    onTrial({ subject: { answer: () => '' }, judge: {} }, async ({ run, server, judgeServer }) => {
      expect(await run()).toMatchObject({
        complete: true,
        score: 0,
        scoreOfScored: null,
        unscored: { empty: items },
        judgeRequests: 0,
      });
      expect(server.requests).toBe(items);
      expect(judgeServer.requests).toBe(0);
    }),
};
