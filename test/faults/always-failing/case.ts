import { expect } from 'vitest';
import { answerSum } from '../../../eval/testing/sum-release.js';
import type { ReliabilityCase } from '../../reliability/case.js';
import { cleanScore, items, onTrial } from '../world.js';

/** Questions that the server never answers. */
const never = 5;

export const alwaysFailing: ReliabilityCase = {
  given: '5 questions that are answered with 500 however often they are asked',
  outcome:
    'given up after 8 or 9 tries each, all others scored; what is asked again to see that the server is there is counted and paid for',
  check: async () => {
    const struck = new Set<string>();
    let answers = 0;
    const subject = {
      fault: ({ text, number }: { readonly text: string; readonly number: number }) => {
        if (number >= items - never && number < items) struck.add(text);
        return struck.has(text) ? ({ kind: 'status', status: 500 } as const) : undefined;
      },
      // Each answer is one word, which this server counts as one token.
      answer: (request: Parameters<typeof answerSum>[0]) => {
        answers += 1;
        return answerSum(request);
      },
    };
    await onTrial({ subject }, async ({ run, server }) => {
      const outcome = await run();
      expect(struck.size).toBe(never);
      expect(outcome).toMatchObject({ complete: true, n: items });
      expect(outcome.unscored).toMatchObject({ 'provider-error': never });
      expect(outcome.score).toBeGreaterThanOrEqual(cleanScore - never / items);
      const again = answers - (items - never);
      expect(again).toBeGreaterThan(0);
      expect(again).toBeLessThanOrEqual(never);
      expect(server.requests - answers).toBeLessThanOrEqual(9 * never);
      expect(outcome).toMatchObject({ requests: server.requests, outputTokens: answers });
    });
  },
};
