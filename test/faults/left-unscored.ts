import { expect } from 'vitest';
import type { Fault } from '../../eval/loopback/index.js';
import type { UnscoredReason } from '../../eval/records.js';
import type { ReliabilityCase } from '../reliability/case.js';
import { cleanScore, everyNth, items, onTrial } from './world.js';

/** A fault of single items: they are asked once and left unscored with their reason. */
export function leftUnscored(given: string, reason: UnscoredReason, fault: Fault): ReliabilityCase {
  return {
    given,
    outcome: `one request each; \`unscored: ${reason}\`, the score with them as wrong and the score without them`,
    check: async () => {
      const faults = everyNth(20, () => fault);
      await onTrial({ subject: { fault: faults.fault } }, async ({ run, server }) => {
        const outcome = await run();
        expect(faults.struck).toBe(20);
        expect(outcome).toMatchObject({ complete: true, n: items });
        expect(outcome.unscored[reason]).toBe(20);
        // Every question that was struck would have been answered rightly.
        const right = cleanScore * items - 20;
        expect(outcome.score).toBeCloseTo(right / items, 10);
        expect(outcome.scoreOfScored).toBeCloseTo(right / outcome.scored, 10);
        expect(server.requests).toBe(items);
      });
    },
  };
}
