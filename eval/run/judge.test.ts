import { describe, expect, test } from 'vitest';
import type { Workspace } from '../../src/core/workspace.js';
import { type LoopbackOptions, startLoopbackServer } from '../loopback/index.js';
import { openModel } from '../providers/index.js';
import { answerSum, sumVersion, withSums } from '../testing/sum-release.js';
import { evaluate } from './evaluate.js';
import type { RunOutcome } from './run-options.js';

interface Tools {
  run(): Promise<RunOutcome>;
  subjectRequests(): number;
  judgeRequests(): number;
}

/** A subject whose answers rules cannot read, unless it is silent, and a judge that finds them half right. */
async function withJudge<T>(
  workspace: Workspace,
  { subject = {}, judge = {} }: { subject?: Partial<LoopbackOptions>; judge?: Partial<LoopbackOptions> },
  work: (tools: Tools) => Promise<T>,
): Promise<T> {
  const subjectServer = await startLoopbackServer({
    answer: () => 'That depends, I should say.',
    ...subject,
  });
  const judgeServer = await startLoopbackServer({
    answer: ({ text }) => (text.includes('Options:') ? 'It chooses the second.\n[[B]]' : 'Partly.\n[[0.5]]'),
    ...judge,
  });
  const model = await openModel('subject', { baseUrl: subjectServer.baseUrl, environment: {} });
  const judgeModel = await openModel('judge', { baseUrl: judgeServer.baseUrl, environment: {} });
  try {
    return await work({
      run: async () => {
        const [outcome] = await evaluate({
          workspace,
          version: sumVersion,
          subjects: [{ model }],
          judge: { model: judgeModel },
        });
        if (!outcome) throw new Error('There was no run.');
        return outcome;
      },
      subjectRequests: () => subjectServer.requests,
      judgeRequests: () => judgeServer.requests,
    });
  } finally {
    await Promise.all([model.close?.(), judgeModel.close?.(), subjectServer.close(), judgeServer.close()]);
  }
}

describe('a run with a judge', () => {
  test('asks it what rules leave open, and nothing twice', async () => {
    await withSums({ items: 40 }, (workspace) =>
      withJudge(workspace, {}, async ({ run, judgeRequests, subjectRequests }) => {
        const outcome = await run();
        // 20 sums at a half, 20 choices that the judge reads as B, which is right.
        expect(outcome).toMatchObject({
          score: 0.75,
          complete: true,
          parser: 'cascade',
          judge: 'judge',
          judgeRequests: 40,
        });
        expect(judgeRequests()).toBe(40);
        expect(await run()).toMatchObject({ score: 0.75, requests: 0, reused: 40, judgeRequests: 0 });
        expect(judgeRequests()).toBe(40);
        expect(subjectRequests()).toBe(40);
      }),
    );
  });

  test('does not ask it about what rules can read, but for an audit, and that once', async () => {
    await withSums({ items: 200 }, (workspace) =>
      withJudge(
        workspace,
        { subject: { answer: (request) => `Answer: ${answerSum(request)}` } },
        async ({ run }) => {
          const outcome = await run();
          expect(outcome.complete).toBe(true);
          expect(outcome.judgeRequests).toBeGreaterThan(0);
          expect(outcome.judgeRequests).toBeLessThan(60);
          const { audit } = outcome;
          expect(await run()).toMatchObject({ requests: 0, judgeRequests: 0, audit });
          expect(await run()).toMatchObject({ requests: 0, judgeRequests: 0, audit });
        },
      ),
    );
  });

  test('does not ask it about empty answers', async () => {
    await withSums({ items: 20 }, (workspace) =>
      withJudge(workspace, { subject: { answer: () => '' } }, async ({ run, judgeRequests }) => {
        expect(await run()).toMatchObject({ score: 0, complete: true, unscored: { empty: 20 } });
        expect(judgeRequests()).toBe(0);
      }),
    );
  });

  test('that is down keeps every answer, and grades them when the judge is back', async () => {
    await withSums({ items: 40 }, async (workspace) => {
      let isDown = true;
      const fault = () => (isDown ? ({ kind: 'status', status: 401 } as const) : undefined);
      await withJudge(workspace, { judge: { fault } }, async ({ run, subjectRequests }) => {
        const stopped = await run();
        expect(stopped).toMatchObject({
          complete: false,
          score: null,
          stoppedBy: 'key-refused',
          requests: 40,
          error: { message: expect.stringMatching(/^The judge failed: .*401/) },
        });
        isDown = false;
        const finished = await run();
        expect(finished).toMatchObject({ id: stopped.id, complete: true, score: 0.75, judgeRequests: 40 });
        expect(subjectRequests()).toBe(40);
      });
    });
  });

  test('that finds no verdict asks twice more and leaves it unscored', async () => {
    await withSums({ items: 10 }, (workspace) =>
      withJudge(
        workspace,
        { judge: { answer: () => 'I would rather not say.' } },
        async ({ run, judgeRequests }) => {
          expect(await run()).toMatchObject({
            score: 0,
            complete: true,
            unscored: { 'judge-unreadable': 10 },
          });
          expect(judgeRequests()).toBe(30);
        },
      ),
    );
  });

  test('of which some replies fail for a while is as one without failures', async () => {
    await withSums({ items: 40 }, (workspace) => {
      const struck = new Set<string>();
      const fault: LoopbackOptions['fault'] = ({ text, number }) => {
        if (number % 5 !== 0 || struck.has(text)) return undefined;
        struck.add(text);
        return { kind: 'status', status: 503, headers: { 'retry-after-ms': '5' } };
      };
      return withJudge(workspace, { judge: { fault } }, async ({ run, judgeRequests }) => {
        const outcome = await run();
        expect(outcome).toMatchObject({ score: 0.75, complete: true });
        expect(outcome.judgeRequests).toBe(judgeRequests());
        expect(judgeRequests()).toBe(40 + struck.size);
      });
    });
  });
});
