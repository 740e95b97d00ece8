import { expect } from 'vitest';
import type { ReliabilityCase } from '../../reliability/case.js';
import { cleanScore, everyNth, items, onTrial } from '../world.js';

export const byteByByte: ReliabilityCase = {
  given: '2 % of replies that come one byte at a time',
  outcome: 'the score of a clean run, and not one request more',
  check: async () => {
    const faults = everyNth(50, () => ({ kind: 'byte-by-byte' }));
    await onTrial({ subject: { fault: faults.fault } }, async ({ run, server }) => {
      expect(await run()).toMatchObject({ complete: true, score: cleanScore, n: items });
      expect(faults.struck).toBe(8);
      expect(server.requests).toBe(items);
    });
  },
};
