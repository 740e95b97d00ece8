import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Workspace, workspaceAt } from '../../../src/core/workspace.js';
import { importRelease, openRelease } from '../../../versions/index.js';
import { type LoopbackOptions, type LoopbackServer, startLoopbackServer } from '../../loopback/index.js';
import type { Model } from '../../model.js';
import { openModel } from '../../providers/index.js';
import { ngramServer } from '../../testing/ngram-model.js';
import { trainedOn } from '../../testing/trained-on.js';
import { worksheetItems } from '../../testing/worksheet-items.js';
import { checkModels, estimateChecks } from './check-models.js';
import type { ModelReport } from './model-report.js';

const version = 'worksheet';
const base = worksheetItems(2, 120);
let root: string;
let workspace: Workspace;
let splits: Awaited<ReturnType<typeof openRelease>>['splits'];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'mixeval-probes-'));
  workspace = workspaceAt(join(root, 'workspace'));
  const layout = join(root, 'layout', 'mixeval');
  await mkdir(layout, { recursive: true });
  const items = worksheetItems(1, 80).map(
    ({ problem_type, context, prompt, target, benchmark_name, ...rest }) => ({
      ...{ problem_type, context, prompt, target, benchmark_name },
      ...('options' in rest ? { options: rest.options } : {}),
    }),
  );
  for (const format of ['free-form', 'multiple-choice']) {
    const rows = items.filter(({ problem_type }) => problem_type === format);
    await writeFile(join(layout, `${format}.json`), JSON.stringify({ ...rows }));
  }
  await importRelease({ workspace, folder: join(root, 'layout'), version, date: '2025-01-01' });
  splits = (await openRelease(workspace, version)).splits;
});

afterAll(() => rm(root, { recursive: true, force: true }));

const orders = () => Object.values(splits.mixeval ?? {}).map(({ items }) => items);

async function withServer<T>(
  options: LoopbackOptions,
  work: (model: Model, server: LoopbackServer) => Promise<T>,
  kind: Model['kind'] = 'base',
): Promise<T> {
  const server = await startLoopbackServer(options);
  const model = await openModel('words', { baseUrl: server.baseUrl, environment: {}, kind });
  try {
    return await work(model, server);
  } finally {
    await model.close?.();
    await server.close();
  }
}

const check = async (
  model: Model,
  options: Partial<Parameters<typeof checkModels>[0]> = {},
): Promise<ModelReport> => {
  const [report] = await checkModels({ workspace, version, subjects: [{ model }], ...options });
  if (!report) throw new Error('One model, one report.');
  return report;
};

const stateOf = (report: ModelReport, probe: string) =>
  report.findings.find((finding) => finding.probe === probe)?.state;

describe('probes of a model', () => {
  test('find the release in a model trained on it, with the items it says by heart', async () => {
    const seen = trainedOn({ base, splits: orders(), share: 1 });
    await withServer(ngramServer(seen, 'echo'), async (model) => {
      const report = await check(model);
      expect(report).toMatchObject({ signs: 'found', items: 80, version });
      const found = report.findings.filter(({ adjustedPValue }) => (adjustedPValue ?? 1) < 0.05);
      expect(found.map(({ probe }) => probe)).toEqual(
        expect.arrayContaining(['completion', 'identifier', 'canary', 'perplexity', 'min-k', 'item-order']),
      );
      const lines = (await readFile(report.itemsFile ?? '', 'utf8')).trim().split('\n');
      expect(lines.length).toBeGreaterThan(40);
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({ label: 'question', probe: 'completion' });
      // A narrower check leaves what it does not ask about.
      const narrow = await check(model, { probes: ['canary'] });
      expect((await readFile(narrow.itemsFile ?? '', 'utf8')).trim().split('\n')).toEqual(lines);
      expect(narrow).toMatchObject({ items: 80, findings: report.findings, verdict: report.verdict });
      const fewer = await check(model, { limit: 3 });
      const after = (await readFile(fewer.itemsFile ?? '', 'utf8')).trim().split('\n');
      expect(after).toEqual(expect.arrayContaining(lines));
      expect(fewer.findings).toEqual(report.findings);
      const anew = await check(model, { probes: ['canary'], fresh: true });
      expect(anew).toMatchObject({ findings: [{ probe: 'canary' }], itemsFile: null });
    });
  });

  test('are a sign where items come back word for word, though too few for any test', async () => {
    const texts = orders()
      .flat()
      .map(({ prompt }) => prompt);
    const words = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');
    const answer: LoopbackOptions['answer'] = ({ text }) =>
      texts.find((prompt) => words(text).includes(words(prompt.slice(0, prompt.length / 3)))) ?? 'no';
    await withServer({ answer }, async (model) => {
      const report = await check(model, { probes: ['completion'], limit: 2, version });
      expect(report.findings).toMatchObject([{ state: 'too-few' }]);
      if (report.itemsFile === null) throw new Error(JSON.stringify(report));
      expect(report.signs).toBe('found');
      expect(report.verdict).toMatch(/ items? of worksheet back word for word/);
    });
  });

  test('find nothing in a model that was not, and ask nothing twice', async () => {
    const unseen = trainedOn({ base, splits: orders(), share: 0 });
    await withServer(ngramServer(unseen, 'prompt_logprobs'), async (model, server) => {
      const report = await check(model);
      expect(report).toMatchObject({ signs: 'none-found', itemsFile: null });
      expect(stateOf(report, 'perplexity')).toBe('tested');
      // vLLM's own field says nothing of the alternatives that Min-K%++ goes by.
      expect(stateOf(report, 'min-k-plus-plus')).toBe('too-few');
      expect(report.verdict).toMatch(/no proof/);
      const before = server.requests;
      expect(await check(model)).toMatchObject({ ...report, requests: 0, reused: expect.any(Number) });
      expect(server.requests).toBe(before);
    });
  });

  test('say which tests are left where the server gives no log-probabilities', async () => {
    await withServer({ answer: () => 'B' }, async (model) => {
      const report = await check(model);
      for (const probe of ['perplexity', 'min-k', 'min-k-plus-plus', 'item-order'])
        expect(stateOf(report, probe)).toBe('unavailable');
      expect(stateOf(report, 'shuffled-options')).toBe('tested');
      expect(stateOf(report, 'reworded-questions')).toBe('not-asked');
      expect(report.signs).toBe('none-found');
    });
  });

  test('do not take a model that refuses for a clean one', async () => {
    await withServer(
      { answer: () => 'I am sorry, but I cannot help with that.' },
      async (model) => {
        const report = await check(model);
        expect(stateOf(report, 'completion')).toBe('refused');
        expect(report.signs).toBe('not-tested');
        expect(report.verdict).toMatch(/Nothing is known/);
      },
      'chat',
    );
  });

  test('ask a judge for other words, and compare the scores', async () => {
    const answer: LoopbackOptions['answer'] = ({ text }) => {
      const [, question] = text.split('Write the new question and nothing else.\n\n');
      if (question === undefined) return text.startsWith('Put otherwise') ? 'A' : 'B';
      return `Put otherwise, ${question.replace('Which of the', 'what among the').toLowerCase()}`;
    };
    await withServer(
      { answer },
      async (model) => {
        const report = await check(model, { judge: { model }, probes: ['reworded-questions'] });
        expect(report.findings).toMatchObject([{ probe: 'reworded-questions', state: 'tested' }]);
        expect(report.findings[0]?.n).toBeGreaterThan(60);
      },
      'chat',
    );
  });

  test('go on after an interruption, and cost no more than allowed', async () => {
    await withServer({ answer: () => 'A' }, async (model, server) => {
      const abort = new AbortController();
      const subjects = [{ model, price: { input: 1, output: 1 } }];
      const probes = ['completion', 'identifier'];
      const task = {
        signal: abort.signal,
        onProgress: ({ done }: { done: number }) => {
          if (done === 20) abort.abort();
        },
      };
      await expect(checkModels({ workspace, version, subjects, probes }, task)).rejects.toMatchObject({
        code: 'interrupted',
      });
      await expect(
        checkModels({ workspace, version, subjects, probes, maxCostUsd: 1e-9 }),
      ).rejects.toMatchObject({ code: 'incomplete' });
      const [report] = await checkModels({ workspace, version, subjects, probes });
      expect(report?.reused).toBeGreaterThanOrEqual(20);
      expect(server.requests).toBe((report?.reused ?? 0) + (report?.requests ?? 0));
    });
  });

  test('tell what they would ask and cost before', async () => {
    await withServer({ answer: () => 'A' }, async (model, server) => {
      const [estimate] = await estimateChecks({
        workspace,
        version,
        subjects: [{ model, price: { input: 1, output: 2 } }],
        probes: ['canary'],
      });
      expect(estimate).toMatchObject({ model: 'words', questions: 1 });
      expect(estimate?.costUsd).toBeGreaterThan(0);
      expect(server.requests).toBe(0);
    });
  });

  test('refuse names that are no probe, and releases that are not there', async () => {
    await withServer({ answer: () => 'A' }, async (model) => {
      await expect(check(model, { probes: ['minimal-k'] })).rejects.toMatchObject({ code: 'usage' });
      await expect(check(model, { version: 'no-such' })).rejects.toMatchObject({ code: 'not-found' });
    });
  });
});
