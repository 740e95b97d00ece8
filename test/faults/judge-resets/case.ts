import { expect } from 'vitest';
import type { LoopbackOptions } from '../../../eval/loopback/index.js';
import type { ReliabilityCase } from '../../reliability/case.js';
import { items, onTrial } from '../world.js';

const resetsTheJudge: LoopbackOptions['fault'] = ({ body }) =>
  body.model === 'judge' ? { kind: 'reset' } : undefined;

/** A judge never answers: on a server of its own, or on that of the subject, which is there. */
export const judgeResets: readonly ReliabilityCase[] = [
  { given: 'a judge that resets every connection', sharedServer: false, withinSeconds: 10 },
  {
    given: 'a judge that resets every connection, on the server that answers for the subject',
    sharedServer: true,
    withinSeconds: 60,
  },
].map(({ given, sharedServer, withinSeconds }) => ({
  given,
  outcome: `given up within ${withinSeconds} s: exit 1, no headline score; every answer is kept`,
  check: () =>
    onTrial(
      {
        subject: { answer: () => 'That depends, I should say.', fault: resetsTheJudge },
        judge: { fault: resetsTheJudge },
        sharedServer,
      },
      async ({ run, clock }) => {
        const stopped = await run();
        expect(stopped).toMatchObject({ complete: false, score: null, stoppedBy: 'unreachable' });
        expect(stopped.requests).toBe(items);
        expect(clock.now()).toBeLessThan(withinSeconds * 1000);
      },
    ),
}));
