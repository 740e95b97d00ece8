import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costOf, countJudge, nothingSpent } from './spent.js';

test('what a run has cost does not go by the order in which replies came', () => {
  const cost = fc.integer({ min: 1, max: 5000 }).map((tokens) => tokens / 1e7);
  const replies = fc.array(cost, { minLength: 3, maxLength: 40 });
  const shuffled = replies.chain((costs) =>
    fc.tuple(fc.constant(costs), fc.shuffledSubarray(costs, { minLength: costs.length })),
  );
  const spentOn = (costs: readonly number[]): number | null => {
    const spent = { ...nothingSpent(), inputTokens: 1234, outputTokens: 567 };
    for (const costUsd of costs) countJudge(spent, { requests: 1, costUsd });
    return costOf(spent, { input: 0.15, output: 0.6 });
  };
  fc.assert(
    fc.property(shuffled, ([costs, otherwise]) => {
      expect(spentOn(otherwise)).toBe(spentOn(costs));
    }),
  );
});
