import { expect } from 'vitest';
import type { Fault } from '../../../eval/loopback/index.js';
import { start } from '../../command-line.js';
import type { ReliabilityCase } from '../../reliability/case.js';
import { finished, onCommandTrial } from '../command.js';
import { cleanScore, items } from '../world.js';

const once: ReliabilityCase = {
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

/** A server that stops answering after so many requests, for as long as it is told to. */
const falling = (after: number, isSilent: () => boolean) => ({
  latencyMs: 20,
  fault: ({ number }: { readonly number: number }): Fault | undefined =>
    number >= after && isSilent() ? { kind: 'hang' } : undefined,
});

const twice: ReliabilityCase = {
  given: 'Ctrl-C twice during `evaluate`, with replies that never come, then the same command again',
  outcome: 'exit 130 at once; then the score of an unbroken run, and only what was under way asked twice',
  check: async () => {
    let silent = true;
    await onCommandTrial(
      falling(items / 2, () => silent),
      async ({ server, args }) => {
        const running = start(args);
        while (server.requests < items / 2 + 20) await new Promise((resolve) => setTimeout(resolve, 10));
        running.process.kill('SIGINT');
        await running.shows('Ctrl-C again');
        running.process.kill('SIGINT');
        expect((await running.ended).code).toBe(130);
        silent = false;
        const { json } = await finished(args);
        expect(json).toMatchObject({ runs: [{ complete: true, n: items, score: cleanScore }] });
        expect(server.requests).toBe(items + 20);
      },
    );
  },
};

const severalModels: ReliabilityCase = {
  given: 'Ctrl-C during `evaluate` with several models',
  outcome: 'exit 130, and how many answers of all runs together are saved',
  check: async () => {
    await onCommandTrial(
      falling(items + 100, () => true),
      async ({ server, args }) => {
        const running = start([...args, '--model', 'another', '--model', 'third', '--timeout', '1']);
        while (server.requests < items + 100) await new Promise((resolve) => setTimeout(resolve, 10));
        running.process.kill('SIGINT');
        const { code, stderr } = await running.ended;
        expect(code, stderr).toBe(130);
        expect(stderr).toMatch(/^Interrupted: (?:49\d|500) of 1200 answers of 3 runs are saved\.$/m);
      },
    );
  },
};

export const interrupted: readonly ReliabilityCase[] = [once, twice, severalModels];
