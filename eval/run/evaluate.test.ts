import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Workspace } from '../../src/core/workspace.js';
import {
  type Fault,
  type LoopbackOptions,
  type LoopbackRequest,
  startLoopbackServer,
} from '../loopback/index.js';
import { openModel } from '../providers/index.js';
import { answerSum, sumIn, sumVersion, withSums } from '../testing/sum-release.js';
import { type EvaluateOptions, evaluate } from './evaluate.js';
import { findRun, readResponses } from './find-run.js';
import { probe } from './probe.js';
import { resultsOfRuns } from './results.js';
import type { RunOutcome } from './run-options.js';

type Options = Partial<Omit<EvaluateOptions, 'workspace' | 'version' | 'subjects'>>;

/** A server and a way to evaluate the model on it. */
async function withModel<T>(
  workspace: Workspace,
  server: Partial<LoopbackOptions>,
  work: (tools: {
    run(options?: Options, task?: Parameters<typeof evaluate>[1]): Promise<RunOutcome>;
    runAll(options?: Options): Promise<RunOutcome[]>;
    requests(): number;
  }) => Promise<T>,
): Promise<T> {
  const loopback = await startLoopbackServer({ answer: answerSum, ...server });
  const model = await openModel('tested', { baseUrl: loopback.baseUrl, environment: {} });
  const runAll = (options: Options = {}, task = {}): Promise<RunOutcome[]> =>
    evaluate({ workspace, version: sumVersion, subjects: [{ model }], ...options }, task);
  try {
    return await work({
      runAll,
      run: async (options, task) => {
        const [outcome] = await runAll(options, task);
        if (!outcome) throw new Error('There was no run.');
        return outcome;
      },
      requests: () => loopback.requests,
    });
  } finally {
    await model.close?.();
    await loopback.close();
  }
}

/** A fault for the first request of some questions. */
function once(
  fault: Fault,
  isStruck: (request: LoopbackRequest) => boolean,
): (request: LoopbackRequest) => Fault | undefined {
  const struck = new Set<string>();
  return (request) => {
    if (struck.has(request.text) || !isStruck(request)) return undefined;
    struck.add(request.text);
    return fault;
  };
}

/** What must be equal of two runs whose answers are. */
function result({ score, interval, n, scored, unscored, complete, splits, byBenchmark }: RunOutcome) {
  return { score, interval, n, scored, unscored, complete, splits, byBenchmark };
}

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

describe('what was answered', () => {
  test('is used again by a later run, in any release, and not with fresh', async () => {
    await withSums({ items: 40 }, (workspace) =>
      withModel(workspace, {}, async ({ run, requests }) => {
        const first = await run();
        const second = await run();
        expect(second.id).not.toBe(first.id);
        expect(second).toMatchObject({ requests: 0, reused: 40, complete: true });
        expect(result(second)).toEqual(result(first));
        expect(await run({ limit: 10 })).toMatchObject({ n: 20, requests: 0, reused: 20 });
        expect(requests()).toBe(40);
        expect(await run({ fresh: true })).toMatchObject({ requests: 40, reused: 0 });
        expect(requests()).toBe(80);
      }),
    );
  });

  test('is not used where anything that decides it is different', async () => {
    await withSums({ items: 24 }, (workspace) =>
      withModel(workspace, {}, async ({ run, requests }) => {
        await run();
        await run({ repeats: 2 });
        expect(requests()).toBe(48);
      }),
    );
  });

  test('stands in both benchmarks and is asked once', async () => {
    await withSums({ items: 40, hard: 10 }, (workspace) =>
      withModel(workspace, {}, async ({ runAll, requests }) => {
        const outcomes = await runAll({ benchmark: 'all', fresh: true });
        expect(outcomes).toMatchObject([
          { benchmark: 'mixeval', requests: 40, reused: 0, complete: true },
          { benchmark: 'mixeval-hard', requests: 0, reused: 10, complete: true },
        ]);
        expect(requests()).toBe(40);
      }),
    );
  });

  test('passes for the results of a pool, and a probe is gone on with', async () => {
    await withSums({ items: 24 }, (workspace) =>
      withModel(workspace, {}, async ({ run }) => {
        const { path } = await run();
        const results = await resultsOfRuns(workspace);
        expect(results).toHaveLength(24);
        expect(results.filter(({ score }) => score === 1)).toHaveLength(18);
        const items = await itemsOf(workspace);
        const model = await openModel('baseline:random', { environment: {} });
        const options = { workspace, subjects: [{ model }], items, poolHash: 'p', sample: 12 };
        const [probed] = await probe(options);
        expect(probed?.results).toHaveLength(12);
        expect(probed?.run.path).not.toBe(path);
        expect((await probe(options))[0]?.results).toEqual(probed?.results);
        expect(await resultsOfRuns(workspace)).toEqual(results);
      }),
    );
  });
});

async function itemsOf(workspace: Workspace) {
  const { openRelease } = await import('../../versions/index.js');
  const { splits } = await openRelease(workspace, sumVersion);
  return Object.values(splits.mixeval ?? {}).flatMap((split) => split.items);
}

describe('a run that is ended early', () => {
  test('by its signal is saved, and the same call goes on', async () => {
    await withSums({ items: 104 }, async (workspace) => {
      const abort = new AbortController();
      const fault = ({ number }: LoopbackRequest): undefined => {
        if (number === 40) abort.abort();
      };
      await withModel(workspace, { fault }, async ({ run, requests }) => {
        await expect(run({ concurrency: 5 }, { signal: abort.signal })).rejects.toMatchObject({
          code: 'interrupted',
          message: expect.stringMatching(/4\d of 104 answers are saved/),
        });
        const before = requests();
        expect(before).toBeLessThan(50);
        const finished = await run({ concurrency: 5 });
        expect(finished).toMatchObject({ complete: true, score: 0.75 });
        // What was under way came in before it ended: nothing is asked twice.
        expect(requests()).toBe(104);
      });
    });
  });

  test('by its cost cap has not gone beyond it', async () => {
    await withSums({ items: 104 }, async (workspace) => {
      const server = await startLoopbackServer({ answer: answerSum });
      const model = await openModel('priced', { baseUrl: server.baseUrl, environment: {} });
      const subjects = [{ model, price: { input: 1000, output: 1000 }, parameters: { maxTokens: 20 } }];
      const options = { workspace, version: sumVersion, subjects };
      const [stopped] = await evaluate({ ...options, maxCostUsd: 1.5 });
      expect(stopped).toMatchObject({ complete: false, stoppedBy: 'incomplete' });
      expect(stopped?.costUsd).toBeLessThanOrEqual(1.5);
      expect(stopped?.costUsd).toBeGreaterThan(1);
      const [finished] = await evaluate({ ...options, maxCostUsd: 100 });
      expect(finished).toMatchObject({ id: stopped?.id, complete: true, requests: 104 });
      await model.close?.();
      await server.close();
    });
  });

  test('in the middle of a line loses that answer only', async () => {
    await withSums({ items: 40 }, (workspace) =>
      withModel(
        workspace,
        { fault: ({ number }) => (number === 30 ? { kind: 'status', status: 401 } : undefined) },
        async ({ run, requests }) => {
          const stopped = await run({ concurrency: 1 });
          const file = join(stopped.path, 'responses.jsonl');
          const { appendFile } = await import('node:fs/promises');
          await appendFile(file, '{"item":"0123');
          const warnings: string[] = [];
          const finished = await run({ concurrency: 1 }, { onWarning: (message) => warnings.push(message) });
          expect(finished).toMatchObject({ complete: true, score: 0.75, id: stopped.id });
          expect(warnings.join()).toMatch(/30 of 40 answers are there; 1 damaged/);
          expect(requests()).toBe(41);
          expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(41);
        },
      ),
    );
  });
});

test('a second run of the same command says who is at it', async () => {
  await withSums({ items: 24 }, async (workspace) => {
    let second: Promise<unknown> | undefined;
    await withModel(workspace, {}, async ({ run }) => {
      const first = await run(
        {},
        {
          onProgress: () => {
            second ??= run().catch((error: unknown) => error);
          },
        },
      );
      expect(first.complete).toBe(true);
      expect(await second).toMatchObject({
        code: 'locked',
        message: expect.stringContaining(String(process.pid)),
      });
    });
  });
});

test('a server that is asked wrongly ends the run, and its words are shown', async () => {
  await withSums({ items: 40 }, (workspace) =>
    withModel(workspace, { fault: () => ({ kind: 'status', status: 400 }) }, async ({ run }) => {
      const outcome = await run();
      expect(outcome).toMatchObject({ complete: false, stoppedBy: 'provider' });
      expect(outcome.error?.message).toContain('This is status 400.');
    }),
  );
});

test('reasoning is kept apart, whichever way it comes', async () => {
  await withSums({ items: 4 }, (workspace) =>
    withModel(
      workspace,
      {
        answer: (request) =>
          sumIn(request).isChoice
            ? { text: answerSum(request), reasoning: 'It could be A or C.' }
            : `<think>Perhaps 17, or 4.</think>${answerSum(request)}`,
      },
      async ({ run }) => {
        const outcome = await run();
        expect(outcome).toMatchObject({ score: 0.5, complete: true });
        const responses = [];
        for await (const response of readResponses(await findRun(workspace, outcome.id)))
          responses.push(response);
        expect(responses.filter(({ reasoning }) => reasoning === 'It could be A or C.')).toHaveLength(2);
      },
    ),
  );
});

test('two settings of one model are two runs of one command; the same twice is refused', async () => {
  await withSums({ items: 8 }, async (workspace) => {
    const server = await startLoopbackServer({ answer: answerSum });
    const model = await openModel('tested', { baseUrl: server.baseUrl, environment: {} });
    const subjects = [{ model }, { model, parameters: { temperature: 1 } }];
    const outcomes = await evaluate({ workspace, version: sumVersion, subjects });
    expect(outcomes).toMatchObject([{ requests: 8 }, { requests: 8 }]);
    await expect(
      evaluate({ workspace, version: sumVersion, subjects: [{ model }, { model }] }),
    ).rejects.toMatchObject({ code: 'usage' });
    await model.close?.();
    await server.close();
  });
});
