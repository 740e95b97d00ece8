import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Fault, type LoopbackRequest, startLoopbackServer } from '../loopback/index.js';
import { openModel } from '../providers/index.js';
import { answerSum, sumIn, sumVersion, withSums } from '../testing/sum-release.js';
import { once, result, withModel } from './evaluate.fixture.js';
import { evaluate } from './evaluate.js';

describe('a run', () => {
  test('asks each item once and scores the answers', async () => {
    await withSums({ items: 80 }, (workspace) =>
      withModel(workspace, {}, async ({ run, requests }) => {
        const outcome = await run();
        expect(outcome).toMatchObject({
          score: 0.75,
          n: 80,
          complete: true,
          stoppedBy: null,
          requests: 80,
          reused: 0,
          costUsd: null,
          parser: 'rule',
          judge: null,
        });
        expect(requests()).toBe(80);
        expect((await readdir(outcome.path)).sort()).toEqual([
          'grades.jsonl',
          'responses.jsonl',
          'run.json',
          'summary.json',
        ]);
        expect(await readdir(dirname(outcome.path))).toEqual([outcome.id]);
      }),
    );
  });

  test.each<Fault>([
    { kind: 'status', status: 429, headers: { 'retry-after-ms': '5' } },
    { kind: 'status', status: 500, headers: { 'retry-after-ms': '5' } },
    { kind: 'status', status: 503, headers: { 'retry-after-ms': '5' } },
    { kind: 'reset' },
    { kind: 'cut-off' },
    { kind: 'html' },
    { kind: 'byte-by-byte' },
  ])('with some %j scores as a clean one, for one request more each', async (fault) => {
    await withSums({ items: 64 }, async (workspace) => {
      const clean = await withModel(workspace, {}, ({ run }) => run());
      const isStruck = (request: LoopbackRequest): boolean => sumIn(request).summand % 15 === 7;
      await withModel(workspace, { fault: once(fault, isStruck) }, async ({ run, requests }) => {
        expect(result(await run())).toEqual(result(clean));
        expect(requests()).toBe(fault.kind === 'byte-by-byte' ? 64 : 68);
      });
    });
  });

  test('with a reply that never comes goes on without it, and asks again', async () => {
    await withSums({ items: 40 }, (workspace) =>
      withModel(
        workspace,
        { fault: once({ kind: 'hang' }, (request) => sumIn(request).summand === 3) },
        async ({ run, requests }) => {
          expect(await run({ timeoutMs: 300 })).toMatchObject({ score: 0.75, complete: true });
          expect(requests()).toBe(42);
        },
      ),
    );
  });

  test('leaves unscored what cannot be answered, asks it once and says why', async () => {
    const faults: readonly Fault[] = [
      { kind: 'status', status: 400, code: 'context_length_exceeded' },
      { kind: 'content-filter' },
      { kind: 'refusal' },
    ];
    await withSums({ items: 40 }, (workspace) =>
      withModel(
        workspace,
        {
          fault: (request) => faults[sumIn(request).summand - 1],
          answer: (request) => (sumIn(request).summand === 5 ? '' : answerSum(request)),
        },
        async ({ run, requests }) => {
          const outcome = await run();
          expect(outcome).toMatchObject({
            complete: true,
            n: 40,
            unscored: { 'context-too-long': 2, 'content-filter': 2, refused: 2, empty: 2 },
          });
          // 30 of 40 were right, 8 of these are lost, and count as wrong in the first score only.
          expect(outcome.score).toBeCloseTo(22 / 40);
          expect(outcome.scoreOfScored).toBeGreaterThan(22 / 32 - 1e-9);
          expect(requests()).toBe(40);
        },
      ),
    );
  });

  test('whose quota ends half-way stops within its window, keeps everything, and goes on', async () => {
    await withSums({ items: 200 }, async (workspace) => {
      let left = 100;
      const fault = (): Fault | undefined => {
        left -= 1;
        return left < 0 ? { kind: 'status', status: 429, code: 'insufficient_quota' } : undefined;
      };
      await withModel(workspace, { fault }, async ({ run, requests }) => {
        const stopped = await run({ concurrency: 10 });
        expect(stopped).toMatchObject({ complete: false, score: null, interval: null, stoppedBy: 'quota' });
        expect(stopped.error).toMatchObject({ code: 'quota', next: expect.stringContaining('goes on') });
        expect(requests()).toBeLessThanOrEqual(110);
        left = 1000;
        const before = requests();
        const finished = await run({ concurrency: 10 });
        expect(finished).toMatchObject({ id: stopped.id, complete: true, score: 0.75, stoppedBy: null });
        expect(requests() - before).toBe(100);
      });
    });
  });

  test.each([
    [401, undefined, 'key-refused'],
    [403, undefined, 'key-refused'],
    [404, undefined, 'model-not-found'],
    [402, undefined, 'quota'],
  ])('that is answered %i stops at once', async (status, code, stoppedBy) => {
    await withSums({ items: 104 }, (workspace) =>
      withModel(
        workspace,
        { fault: () => ({ kind: 'status', status, ...(code ? { code } : {}) }) },
        async ({ run, requests }) => {
          expect(await run({ concurrency: 4 })).toMatchObject({ complete: false, stoppedBy });
          expect(requests()).toBeLessThanOrEqual(4);
        },
      ),
    );
  });

  test('without a server stops and says where it looked', async () => {
    await withSums({ items: 4 }, async (workspace) => {
      const gone = await startLoopbackServer({ answer: () => '' });
      await gone.close();
      const model = await openModel('tested', { baseUrl: gone.baseUrl, environment: {} });
      const [outcome] = await evaluate({ workspace, version: sumVersion, subjects: [{ model }] });
      expect(outcome?.error?.message).toContain(new URL(gone.baseUrl).origin);
      expect(outcome).toMatchObject({ complete: false, stoppedBy: 'unreachable' });
    });
  });

  test('whose server comes back goes on as if nothing had been', async () => {
    await withSums({ items: 64 }, async (workspace) => {
      let refusals = 0;
      const fault = ({ number }: LoopbackRequest): Fault | undefined => {
        if (number < 20 || refusals >= 30) return undefined;
        refusals += 1;
        return { kind: 'status', status: 503, headers: { 'retry-after-ms': '20' } };
      };
      await withModel(workspace, { fault }, async ({ run, requests }) => {
        expect(await run({ concurrency: 8 })).toMatchObject({ complete: true, score: 0.75 });
        expect(requests()).toBe(94);
      });
    });
  });
});
