import { expect, test } from 'vitest';
import { type LoopbackOptions, startLoopbackServer } from '../loopback/index.js';
import { openModel } from '../providers/index.js';
import { sumVersion, withSums } from '../testing/sum-release.js';
import { withModel } from './evaluate.fixture.js';
import { evaluate } from './evaluate.js';

async function withJudgeServer<T>(
  server: LoopbackOptions,
  work: (judge: Awaited<ReturnType<typeof openModel>>) => Promise<T>,
): Promise<T> {
  const loopback = await startLoopbackServer(server);
  const judge = await openModel('judge', { baseUrl: loopback.baseUrl, environment: {} });
  try {
    return await work(judge);
  } finally {
    await judge.close?.();
    await loopback.close();
  }
}

test('a judge is checked before it judges, and what it got stands in the summary', async () => {
  await withJudgeServer({ answer: () => '[[1]]' }, (model) =>
    withSums({ items: 10 }, (workspace) =>
      withModel(workspace, {}, async ({ run }) => {
        const { complete, judgeChecks } = await run({ judge: { model }, judgeCheck: true });
        expect(complete).toBe(true);
        expect(judgeChecks).toMatchObject([{ judge: 'judge', bias: expect.any(Number) }]);
        expect(judgeChecks[0]?.accuracy).toBeLessThan(0.95);
        expect(judgeChecks[0]?.unreadable).toBeGreaterThan(50);
      }),
    ),
  );
});

test('a judge that cannot be asked ends the command before anything is asked', async () => {
  await withJudgeServer({ answer: () => '', fault: () => ({ kind: 'status', status: 401 }) }, (model) =>
    withSums({ items: 10 }, (workspace) =>
      withModel(workspace, {}, async ({ run, requests }) => {
        await expect(run({ judge: { model }, judgeCheck: true })).rejects.toMatchObject({
          code: 'key-refused',
        });
        expect(requests()).toBe(0);
      }),
    ),
  );
});

test('a judge whose check could exceed the cost cap ends the command, which says so', async () => {
  await withJudgeServer({ answer: () => '[[1]]' }, (model) =>
    withSums({ items: 10 }, async (workspace) => {
      const subject = await openModel('baseline:first', { environment: {} });
      const judge = { model, price: { input: 1000, output: 1000 } };
      const settings = { judge, judgeCheck: true, maxCostUsd: 5 };
      await expect(
        evaluate({ workspace, version: sumVersion, subjects: [{ model: subject }], ...settings }),
      ).rejects.toMatchObject({ code: 'incomplete', message: expect.stringContaining('cost cap of $5') });
    }),
  );
});

test('what a judge replied in a check that was cut short is not asked again', async () => {
  const answered: string[] = [];
  const diesAfter = 50;
  let isBack = false;
  const server: LoopbackOptions = {
    answer: ({ text }) => {
      answered.push(text);
      return text.includes('Options:') ? '[[A]]' : '[[1]]';
    },
    fault: () => (answered.length < diesAfter || isBack ? undefined : { kind: 'status', status: 402 }),
  };
  await withJudgeServer(server, (model) =>
    withSums({ items: 10 }, (workspace) =>
      withModel(workspace, {}, async ({ run }) => {
        const command = { judge: { model }, judgeCheck: true };
        await expect(run(command)).rejects.toMatchObject({ code: 'quota' });
        isBack = true;
        const { judgeChecks } = await run(command);
        expect(judgeChecks).toMatchObject([{ unreadable: 0 }]);
        expect(new Set(answered).size).toBe(answered.length);
      }),
    ),
  );
});

test('several judges vote, and how far they agree stands in the summary', async () => {
  await withJudgeServer({ answer: () => '[[1]]' }, (kind) =>
    withJudgeServer({ answer: () => '[[0]]' }, (strict) =>
      withSums({ items: 10 }, (workspace) =>
        withModel(workspace, { answer: () => 'That depends, I should say.' }, async ({ run }) => {
          const judge = [{ model: kind }, { model: strict }];
          const outcome = await run({ judge });
          expect(outcome).toMatchObject({
            judge: 'judge, judge',
            complete: true,
            panel: { responses: 10, agreed: 5 },
          });
          expect(outcome.splits['free-form'].score).toBe(0.5);
          expect(await run({ judge, vote: 'majority' })).toMatchObject({
            unscored: { 'judges-disagree': 5, 'judge-unreadable': 5 },
          });
        }),
      ),
    ),
  );
});
