import { expect } from 'vitest';
import { start } from '../../command-line.js';
import type { ReliabilityCase } from '../../reliability/case.js';
import { finished, onCommandTrial } from '../command.js';
import { cleanScore, items } from '../world.js';

export const interrupted: ReliabilityCase = {
  given: 'Ctrl-C during `evaluate`, then the same command again',
  outcome:
    'what is under way comes in, exit 130 and one line on how to go on; then the score of an unbroken run, and nothing asked twice',
  check: async () => {
    let atHalf = (): void => undefined;
    const half = new Promise<void>((resolve) => {
      atHalf = resolve;
    });
    await onCommandTrial(
      {
        latencyMs: 20,
        fault: ({ number }) => {
          if (number === items / 2) atHalf();
          return undefined;
        },
      },
      async ({ server, args }) => {
        const running = start(args);
        await half;
        running.process.kill('SIGINT');
        const broken = await running.ended;
        expect(broken.code, broken.stderr).toBe(130);
        expect(broken.stderr).toMatch(/^ {2}next: .*same command/m);
        const { json } = await finished(args);
        expect(json).toMatchObject({ runs: [{ complete: true, n: items, score: cleanScore }] });
        expect(server.requests).toBe(items);
      },
    );
  },
};
