import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { start } from '../../command-line.js';
import type { ReliabilityCase } from '../../reliability/case.js';
import { finished, onCommandTrial } from '../command.js';

const runsShape = z.object({ runs: z.tuple([z.looseObject({ costUsd: z.number() })]) });

/** Numbers of the requests that are answered with SIGKILL. */
const deaths = [9, 16, 25, 31, 43];
/** 12 items, and two judges of which one needs a second reply to a choice. */
const requests = 12 + 12 + 12 + 6;

const counts = ['requests', 'judgeRequests', 'inputTokens', 'outputTokens', 'score', 'panel', 'complete'];

/** Evaluates with two judges, one request at a time and killed at some, and gives the summary. */
async function judgedTwice(killAt: ReadonlySet<number>): Promise<{
  readonly run: Record<string, unknown> & { readonly costUsd: number };
  readonly requests: number;
}> {
  let kill = (): void => undefined;
  let found: Awaited<ReturnType<typeof judgedTwice>> | undefined;
  await onCommandTrial(
    {
      answer: ({ body, text }) => {
        if (body.model !== 'first' && body.model !== 'second') return 'B';
        if (!text.includes('Options:')) return '[[0.5]]';
        return body.model === 'first' && text.includes('one sentence') ? 'Hard to say.' : '[[B]]';
      },
      fault: ({ number }) => {
        if (!killAt.has(number)) return undefined;
        kill();
        return { kind: 'hang' };
      },
    },
    async ({ server, workspace, args: common }) => {
      const price = { input: 1, output: 2 };
      const at = { baseUrl: server.baseUrl, price };
      const models = Object.fromEntries(
        ['subject', 'first', 'second'].map((name) => [name, { ...at, model: name }]),
      );
      await writeFile(join(workspace.root, 'mixeval.config.json'), JSON.stringify({ models }));
      const judges = ['--judge', 'first', '--judge', 'second', '--parser', 'model'];
      const args = [...common, ...judges, '--limit', '6', '--concurrency', '1'];
      const options = { cwd: workspace.root };
      for (const _ of killAt) {
        const running = start(args, options);
        kill = () => running.process.kill('SIGKILL');
        expect((await running.ended).signal).toBe('SIGKILL');
      }
      const { json } = await finished(args, options);
      found = { run: runsShape.parse(json).runs[0], requests: server.requests };
    },
  );
  if (!found) throw new Error('There was no run.');
  return found;
}

export const killedBetweenJudges: ReliabilityCase = {
  given: `SIGKILL ${deaths.length} times between the replies of two judges, one of which must be asked again, then the same command again`,
  outcome:
    'the requests, cost and score of an unbroken run: no reply of a judge is asked for again, though its response had no verdict yet',
  check: async () => {
    const unbroken = await judgedTwice(new Set());
    expect(unbroken.requests).toBe(requests);
    expect(unbroken.run).toMatchObject({ complete: true, requests: 12, judgeRequests: requests - 12 });
    const killed = await judgedTwice(new Set(deaths));
    // One at a time: only the one under way at each death is asked again.
    expect(killed.requests).toBe(requests + deaths.length);
    for (const name of counts) expect(killed.run[name], name).toEqual(unbroken.run[name]);
    expect(killed.run.costUsd).toBeCloseTo(unbroken.run.costUsd, 12);
  },
};
