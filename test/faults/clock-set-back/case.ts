import { join } from 'node:path';
import { expect } from 'vitest';
import { packageRoot } from '../../../src/core/package.js';
import { start } from '../../command-line.js';
import type { ReliabilityCase } from '../../reliability/case.js';
import { finished, onCommandTrial } from '../command.js';
import { cleanScore, items } from '../world.js';

const setBack = (fromLook: number): Record<string, string> => ({
  NODE_OPTIONS: `--import ${join(packageRoot, 'test/clock-set-back.mjs')}`,
  MIXEVAL_TEST_CLOCK_BACK: String(fromLook),
});

export const clockSetBack: ReliabilityCase = {
  given: "the machine's clock set back by a day, in the middle of a run and before it is gone on with",
  outcome: 'the same run is gone on with; the score of a clean run, and nothing asked twice',
  check: async () => {
    let atHalf = (): void => undefined;
    const half = new Promise<void>((resolve) => {
      atHalf = resolve;
    });
    await onCommandTrial(
      {
        fault: ({ number }) => {
          if (number === items / 2) atHalf();
          return undefined;
        },
        latencyMs: 20,
      },
      async ({ server, args }) => {
        const running = start(args, { env: setBack(3) });
        await half;
        running.process.kill('SIGINT');
        const broken = await running.ended;
        expect(broken.code, broken.stderr).toBe(130);
        const { json, stderr } = await finished(args, { env: setBack(1) });
        expect(json).toMatchObject({ runs: [{ complete: true, n: items, score: cleanScore }] });
        expect(stderr).toMatch(/Going on with the run/);
        expect(server.requests).toBe(items);
      },
    );
  },
};
