import { expect, test } from 'vitest';
import { gradeResponses } from '../grade/grade.js';
import { sumVersion, withSums } from '../testing/sum-release.js';
import { checkRun } from './check-run.js';
import { withModel } from './evaluate.fixture.js';
import { findRun } from './find-run.js';

test('responses only: asked once, graded later', async () => {
  await withSums({ items: 20 }, (workspace) =>
    withModel(workspace, {}, async ({ run, requests }) => {
      const kept = await run({ responsesOnly: true });
      expect(kept).toMatchObject({
        parser: 'none',
        score: null,
        complete: false,
        error: undefined,
        requests: 20,
      });
      const stored = await findRun(workspace, kept.id);
      expect(await checkRun(stored, undefined)).toMatchObject({
        answered: 20,
        graded: 0,
        complete: true,
        answersOnly: true,
      });
      const [graded] = await gradeResponses({ workspace, version: sumVersion, paths: [kept.path] });
      expect(graded).toMatchObject({ parser: 'rule', complete: true, n: 20, score: expect.any(Number) });
      // The same command is done already, and a run with grades takes the answers.
      expect(await run({ responsesOnly: true })).toMatchObject({ id: kept.id, error: undefined });
      expect(await run()).toMatchObject({ complete: true, reused: 20, score: graded?.score });
      expect(requests()).toBe(20);
    }),
  );
});

test('responses only that are not all there say so', async () => {
  await withSums({ items: 20 }, (workspace) =>
    withModel(
      workspace,
      { fault: ({ number }) => (number > 5 ? { kind: 'status', status: 401 } : undefined) },
      async ({ run }) => {
        expect(await run({ responsesOnly: true, concurrency: 1 })).toMatchObject({
          complete: false,
          error: { code: 'key-refused' },
        });
      },
    ),
  );
});
