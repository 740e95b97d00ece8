import { expect } from 'vitest';
import type { ReliabilityCase } from '../../reliability/case.js';
import { items, onTrial } from '../world.js';

export const judgeDown: ReliabilityCase = {
  given: 'a judge whose server is down',
  outcome: 'exit 1, no headline score; every answer is kept, and the same command grades them later',
  check: () =>
    onTrial(
      {
        subject: { answer: () => 'That depends, I should say.' },
        judge: { answer: ({ text }) => (text.includes('Options:') ? '[[B]]' : '[[0.5]]') },
      },
      async ({ run, server, judgeServer }) => {
        await judgeServer.goDown();
        const stopped = await run();
        expect(stopped).toMatchObject({
          complete: false,
          score: null,
          stoppedBy: 'unreachable',
          requests: items,
        });
        await judgeServer.comeUp();
        expect(await run()).toMatchObject({ id: stopped.id, complete: true, score: 0.75 });
        expect(server.requests).toBe(items);
        expect(judgeServer.requests).toBe(items);
      },
    ),
};
