import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openRelease } from '../../versions/index.js';
import { startLoopbackServer } from '../loopback/index.js';
import { openModel } from '../providers/index.js';
import { evaluate } from '../run/evaluate.js';
import { findRun, readGrades } from '../run/find-run.js';
import {
  choiceRows,
  copiedVersion,
  freeFormRows,
  mixevalLines,
  put,
  withCopies,
} from '../testing/copied-release.js';
import { gradeResponses } from './grade.js';
import { freeForm, grade, multipleChoice, writeJudged, writeResponses } from './graded-files.fixture.js';

describe('MixEval’s own response files', () => {
  test('an item’s score is the mean over its copies’ responses, and copies count as rows', async () => {
    await withCopies(async (workspace, given) => {
      const outcome = await grade(workspace, await writeResponses(given));
      // Rows: 1, 0, 1, 0 of four free-form ones; 1, unscored of two choices.
      expect(outcome).toMatchObject({
        model: 'apple',
        benchmark: 'mixeval',
        complete: true,
        n: 5,
        scored: 4,
        unscored: { unparsed: 1 },
        parser: 'rule',
        requests: 0,
        costUsd: null,
        error: undefined,
      });
      expect(outcome.score).toBeCloseTo(3 / 6, 12);
      expect(outcome.splits['free-form'].score).toBeCloseTo(2 / 4, 12);
      expect(outcome.mixevalOverall).toBeCloseTo(0.5, 12);
    });
  });

  test('a run is written as evaluate writes it, with MixEval’s score.json beside', async () => {
    await withCopies(async (workspace, given) => {
      const outcome = await grade(workspace, await writeResponses(given));
      expect((await readdir(outcome.path)).sort()).toEqual([
        'grades.jsonl',
        'responses.jsonl',
        'run.json',
        'score.json',
        'summary.json',
      ]);
      const stored = await findRun(workspace, outcome.id);
      expect(stored.record.finishedAt).not.toBeNull();
      expect(await readGrades(stored)).toHaveLength(6);
      const score: unknown = JSON.parse(await readFile(join(outcome.path, 'score.json'), 'utf8'));
      // By benchmark: Legs 1, 0, 0 is 0.333; each split is rounded first.
      expect(score).toEqual({ overall: expect.closeTo(0.5, 9), Legs: 0.333, Plants: 1, Choices: 0.5 });
    });
  });

  test('a folder with several models’ files, gzipped or not', async () => {
    await withCopies(async (workspace, given) => {
      await put(join(given, 'pear/mixeval/copied/pear_close_freeform.jsonl.gz'), gzipSync(freeForm));
      await put(join(given, 'pear/mixeval/copied/pear_close_multichoice.jsonl.gz'), gzipSync(multipleChoice));
      await put(join(given, 'plum/mixeval/copied/plum_close_freeform.jsonl'), freeForm);
      await put(join(given, 'plum/mixeval/copied/plum_close_multichoice.jsonl'), multipleChoice);
      const outcomes = await gradeResponses({ workspace, version: copiedVersion, paths: [given] });
      expect(outcomes.map(({ model, complete }) => [model, complete])).toEqual([
        ['pear', true],
        ['plum', true],
      ]);
      const [one] = outcomes;
      const own: unknown = JSON.parse(await readFile(join(one?.path ?? '', 'score.json'), 'utf8'));
      // MixEval's file of all models, of the last call.
      const all = join(workspace.runs, copiedVersion, 'score.json');
      expect(JSON.parse(await readFile(all, 'utf8'))).toEqual({ pear: own, plum: own });
      await gradeResponses({ workspace, version: copiedVersion, paths: [join(given, 'plum')] });
      expect(JSON.parse(await readFile(all, 'utf8'))).toEqual({ plum: own });
    });
  });

  test('stored verdicts of judged files are a parser too', async () => {
    await withCopies(async (workspace, given) => {
      const folder = join(given, 'fig/mixeval');
      await put(
        join(folder, 'judge_results_ff_model_judge_some-judge.jsonl'),
        mixevalLines(freeFormRows, [
          { response: 'x', judge_score: 1 },
          { response: 'x', judge_score: 0.5 },
          { response: 'x', judge_score: 0 },
          { response: 'x', judge_score: 0.6 },
        ]),
      );
      await put(
        join(folder, 'judge_results_mp_model_judge_some-judge.jsonl'),
        mixevalLines(choiceRows, [
          { response: 'x', judge_option: 'B' },
          { response: 'x', judge_option: 'B' },
        ]),
      );
      const outcome = await grade(workspace, given, { parser: 'stored' });
      expect(outcome).toMatchObject({ model: 'fig', parser: 'stored', judge: 'some-judge', complete: true });
      expect(outcome.splits['free-form'].score).toBeCloseTo(2.1 / 4, 12);
      expect(outcome.splits['multiple-choice'].score).toBeCloseTo(0.5, 12);
      const overall = JSON.parse(await readFile(join(outcome.path, 'score.json'), 'utf8')).overall;
      expect(overall).toBe(0.525 * (4 / 6) + 0.5 * (2 / 6));
      // The same files hold the responses: they can be read anew.
      expect(await grade(workspace, given, { parser: 'rule' })).toMatchObject({ model: 'fig', score: 0 });
    });
  });

  test('a model without verdicts is passed over where others have them', async () => {
    await withCopies(async (workspace, given) => {
      await put(
        join(given, 'fig/mixeval/judge_results_ff_model_judge_a.jsonl'),
        mixevalLines(
          freeFormRows,
          freeFormRows.map(() => ({ response: 'x', judge_score: 1 })),
        ),
      );
      await put(join(given, 'apple/mixeval/apple_close_freeform.jsonl'), freeForm);
      const warnings: string[] = [];
      const onWarning = (text: string): number => warnings.push(text);
      const outcome = await grade(workspace, given, { parser: 'stored' }, { onWarning });
      expect(outcome.model).toBe('fig');
      expect(warnings).toEqual([expect.stringContaining('apple')]);
    });
  });

  test('of files of both benchmarks those of the one that is named', async () => {
    await withCopies(async (workspace, given) => {
      await writeResponses(given);
      await put(join(given, 'apple_close_freeform_hard.jsonl'), '{"id": "0", "response": "x"}\n');
      const outcome = await grade(workspace, given, { benchmark: 'mixeval' });
      expect(outcome).toMatchObject({ benchmark: 'mixeval', complete: true });
    });
  });

  test('one file alone: its split has a score, the whole has none', async () => {
    await withCopies(async (workspace, given) => {
      const file = await put(join(given, 'apple_close_freeform.jsonl'), freeForm);
      const outcome = await grade(workspace, file);
      expect(outcome).toMatchObject({ complete: false, score: null, error: { code: 'incomplete' } });
      expect(outcome.splits['free-form'].score).toBeCloseTo(0.5, 12);
      expect(outcome.splits['multiple-choice'].score).toBeNull();
    });
  });

  test('a copy without a response makes the run incomplete', async () => {
    await withCopies(async (workspace, given) => {
      await writeResponses(given);
      await put(join(given, 'apple_close_freeform.jsonl'), freeForm.split('\n').slice(0, 3).join('\n'));
      const outcome = await grade(workspace, given);
      expect(outcome).toMatchObject({ complete: false, score: null });
      expect((await findRun(workspace, outcome.id)).record.finishedAt).toBeNull();
    });
  });
});

describe('our own responses', () => {
  test('a run’s folder is graded again, under its name and settings', async () => {
    await withCopies(async (workspace) => {
      const server = await startLoopbackServer({ answer: () => 'B' });
      const model = await openModel('tested', { baseUrl: server.baseUrl, environment: {} });
      try {
        const [run] = await evaluate({ workspace, version: copiedVersion, subjects: [{ model }], limit: 2 });
        if (!run) throw new Error('There was no run.');
        const again = await grade(workspace, run.path);
        expect(again).toMatchObject({ model: run.model, complete: true, n: run.n, score: run.score });
        expect(again.id).not.toBe(run.id);

        // A second run uses all answers again, so that a folder of both holds them twice.
        const [second] = await evaluate({
          workspace,
          version: copiedVersion,
          subjects: [{ model }],
          limit: 2,
        });
        const warnings: string[] = [];
        const both = {
          workspace,
          version: copiedVersion,
          paths: [run.path, second?.path ?? ''],
          parser: 'rule',
        };
        const outcomes = await gradeResponses(both, { onWarning: (warning) => warnings.push(warning) });
        expect(outcomes).toMatchObject([{ model: run.model, n: run.n, score: run.score }]);
        expect(warnings.join()).toContain('graded once');
      } finally {
        await model.close?.();
        await server.close();
      }
    });
  });

  test('any file with ids of ours will do', async () => {
    await withCopies(async (workspace, given) => {
      const { splits } = await openRelease(workspace, copiedVersion);
      const items = [
        ...(splits.mixeval?.['free-form'].items ?? []),
        ...(splits.mixeval?.['multiple-choice'].items ?? []),
      ];
      const file = await put(
        join(given, 'mine.jsonl'),
        items.map(({ id }) => `${JSON.stringify({ id, response: 'B' })}\n`).join(''),
      );
      const outcome = await grade(workspace, file, { model: 'mine' });
      expect(outcome).toMatchObject({ model: 'mine', complete: true, n: 5 });
      expect(outcome.splits['multiple-choice'].score).toBe(0.5);
    });
  });
});

describe('a judge', () => {
  test('that fails leaves the run open; the same call goes on and asks only what is missing', async () => {
    await withCopies(async (workspace, given) => {
      await writeResponses(given);
      let broken = true;
      const server = await startLoopbackServer({
        answer: ({ text }) => (text.includes('Options:') ? '[[A]]' : '[[0.5]]'),
        fault: ({ text }) => (broken && text.includes('swims') ? { kind: 'status', status: 401 } : undefined),
      });
      const model = await openModel('judge', { baseUrl: server.baseUrl, environment: {} });
      try {
        const first = await grade(workspace, given, { parser: 'model', judge: { model }, concurrency: 1 });
        expect(first).toMatchObject({ complete: false, stoppedBy: 'key-refused', score: null });
        broken = false;
        const before = server.requests;
        const second = await grade(workspace, given, { parser: 'model', judge: { model }, concurrency: 1 });
        expect(second).toMatchObject({ id: first.id, complete: true, judge: model.name });
        // Four free-form rows at 0.5, and choices A: one wrong, one right.
        expect(second.score).toBeCloseTo((4 * 0.5 + 0 + 1) / 6, 12);
        expect(server.requests - before).toBeLessThan(6);
      } finally {
        await model.close?.();
        await server.close();
      }
    });
  });
});

test('a judge can be checked before it grades; without one there is nothing to check', async () => {
  await withCopies(async (workspace, given) => {
    await writeResponses(given);
    await expect(grade(workspace, given, { judgeCheck: true })).rejects.toMatchObject({ code: 'usage' });
    const server = await startLoopbackServer({ answer: () => '[[1]]' });
    const model = await openModel('judge', { baseUrl: server.baseUrl, environment: {} });
    try {
      const { judgeChecks } = await grade(workspace, given, { judge: { model }, judgeCheck: true });
      expect(judgeChecks).toMatchObject([{ judge: model.name, cases: expect.any(Number) }]);
    } finally {
      await model.close?.();
      await server.close();
    }
  });
});

test.each([
  ['a/1', 1],
  ['b', 0],
])('of several judges’ files those of the one that is named are taken: %s', async (judge, score) => {
  await withCopies(async (workspace, given) => {
    const folder = await writeJudged(given);
    const outcome = await grade(workspace, folder, { parser: 'stored', judgedBy: [judge] });
    expect(outcome.splits['free-form'].score).toBe(score);
  });
});

test('a line that is cut off is passed over: what it answered is missing', async () => {
  await withCopies(async (workspace, given) => {
    const file = join(given, 'apple_close_freeform.jsonl');
    await put(file, freeForm.slice(0, -20));
    const warnings: string[] = [];
    const outcome = await grade(workspace, file, {}, { onWarning: (text: string) => warnings.push(text) });
    expect(outcome).toMatchObject({ complete: false, error: { code: 'incomplete' } });
    expect(warnings).toContainEqual(expect.stringContaining(`${file}, line 4`));
  });
});

test('the files of many models are opened one after another', async () => {
  await withCopies(async (workspace, given) => {
    const names = Array.from({ length: 12 }, (_, index) => `pear${index}`);
    for (const name of names) {
      await put(join(given, `${name}_close_freeform.jsonl`), freeForm);
      await put(join(given, `${name}_close_multichoice.jsonl`), multipleChoice);
    }
    const warnings: string[] = [];
    const onWarning = ({ name }: Error): number => warnings.push(name);
    process.on('warning', onWarning);
    const { signal } = new AbortController();
    try {
      const outcomes = await gradeResponses(
        { workspace, version: copiedVersion, paths: [given] },
        { signal },
      );
      expect(outcomes).toHaveLength(names.length);
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.off('warning', onWarning);
    }
    expect(warnings).toEqual([]);
  });
});
