import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addPool, writeResults } from '../../corpus/index.js';
import { type LoopbackRequest, type LoopbackServer, startLoopbackServer } from '../loopback/index.js';
import { openModel } from '../providers/index.js';
import { answerSum, sumIn, sumVersion, withSums } from '../testing/sum-release.js';
import { result, withModel } from './evaluate.fixture.js';
import { evaluate } from './evaluate.js';
import { findRun, readResponses } from './find-run.js';
import { probe } from './probe.js';
import { knownResults, resultsOfRuns } from './results.js';

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

  test('is not given out as that of another deployment on the same host, nor is its judge', async () => {
    await withSums({ items: 24 }, async (workspace) => {
      const server = await startLoopbackServer({ answer: answerSum });
      const { origin } = new URL(server.baseUrl);
      const open = (deployment: string) =>
        openModel('m', { baseUrl: `${origin}/openai/deployments/${deployment}`, environment: {} });
      const [a, b, slashed] = await Promise.all([open('a'), open('b'), open('a/')]);
      const options = { workspace, version: sumVersion };
      const both = await evaluate({ ...options, subjects: [{ model: a }, { model: b }] });
      expect(both).toMatchObject([
        { requests: 24, reused: 0 },
        { requests: 24, reused: 0 },
      ]);
      const run = async (judge: typeof a) =>
        (
          await evaluate({
            ...options,
            subjects: [{ model: slashed }],
            parser: 'model',
            judge: { model: judge },
          })
        )[0];
      const first = await run(a);
      expect(first).toMatchObject({ requests: 0, reused: 24 });
      expect(first?.judgeRequests).toBeGreaterThan(0);
      expect((await run(b))?.judgeRequests).toBe(first?.judgeRequests);
      expect((await run(b))?.judgeRequests).toBe(0);
      await Promise.all([a, b, slashed].map((model) => model.close?.()));
      await server.close();
    });
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
        await addPool({ workspace, name: 'starter', limit: 20 });
        const model = await openModel('baseline:random', { environment: {} });
        const options = { workspace, subjects: [{ model }], sample: 12 };
        const [probed] = await probe(options);
        expect(probed?.results).toHaveLength(12);
        expect(probed?.run.path).not.toBe(path);
        expect((await probe(options))[0]?.results).toEqual(probed?.results);
        expect(await resultsOfRuns(workspace)).toEqual(results);
        // Where a file says something else of the same subject and item, the run counts.
        await writeResults(
          workspace,
          'elsewhere',
          results.slice(0, 3).map((known) => ({ ...known, score: 0.5 })),
        );
        const known = await knownResults(workspace);
        // What a baseline got says nothing of how hard an item is where a model is known.
        expect(known).toHaveLength(24);
        expect(known).toEqual(expect.arrayContaining(results));
        await rm(workspace.runs, { recursive: true });
        await writeResults(workspace, 'elsewhere', []);
        expect(await knownResults(workspace)).toHaveLength(12);
      }),
    );
  });
});

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

  test('by its cost cap stays within it when the same command is given again, its finished runs counted', async () => {
    await withSums({ items: 104 }, async (workspace) => {
      const server = await startLoopbackServer({ answer: answerSum });
      const open = async (name: string) => ({
        model: await openModel(name, { baseUrl: server.baseUrl, environment: {} }),
        price: { input: 1000, output: 1000 },
        parameters: { maxTokens: 20 },
      });
      const [cheap, first, second] = await Promise.all(['cheap', 'first', 'second'].map(open));
      if (!cheap || !first || !second) throw new Error('There is no model.');
      const [whole] = await evaluate({ workspace, version: sumVersion, subjects: [cheap] });
      const cap = 1.5 * (whole?.costUsd ?? 0);
      const options = { workspace, version: sumVersion, subjects: [cheap, first, second], maxCostUsd: cap };
      const spent: number[] = [];
      for (let time = 0; time < 3; time += 1) {
        const outcomes = await evaluate(options);
        // What was used again cost nothing.
        expect(outcomes.map(({ complete }) => complete)).toEqual([true, true, false]);
        spent.push(outcomes.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0));
      }
      expect(spent[0]).toBeLessThanOrEqual(cap);
      expect(spent.slice(1)).toEqual([spent[0], spent[0]]);
      await Promise.all([cheap, first, second].map(({ model }) => model.close?.()));
      await server.close();
    });
  });

  test('by its cost cap has not gone beyond it, however many answers wait for the judge', async () => {
    await withSums({ items: 104 }, async (workspace) => {
      const server = await startLoopbackServer({ answer: () => 'That is hard to say.' });
      const judgeServer = await startLoopbackServer({
        answer: ({ text }) => (text.includes('Options:') ? '[[B]]' : '[[1]]'),
        latencyMs: 20,
      });
      const open = async (name: string, { baseUrl }: LoopbackServer) => ({
        model: await openModel(name, { baseUrl, environment: {} }),
        price: { input: 1000, output: 1000 },
        parameters: { maxTokens: 20 },
      });
      const subject = await open('subject', server);
      const judge = await open('judge', judgeServer);
      const options = {
        workspace,
        version: sumVersion,
        subjects: [subject],
        judge,
        parser: 'model' as const,
      };
      // The second time most answers are there, and the judge's replies are all that is paid.
      for (const cap of [5, 8]) {
        const [stopped] = await evaluate({ ...options, maxCostUsd: cap });
        expect(stopped).toMatchObject({ complete: false, stoppedBy: 'incomplete' });
        expect(stopped?.costUsd).toBeLessThanOrEqual(cap);
        expect(stopped?.costUsd).toBeGreaterThan(0.9 * cap);
      }
      const [finished] = await evaluate({ ...options, maxCostUsd: 100 });
      expect(finished).toMatchObject({ complete: true, requests: 104, judgeRequests: 104 });
      await Promise.all([subject, judge].map(({ model }) => model.close?.()));
      await Promise.all([server.close(), judgeServer.close()]);
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
