import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Workspace } from '../../src/core/workspace.js';
import { openRelease } from '../../versions/index.js';
import { startLoopbackServer } from '../loopback/index.js';
import { openModel } from '../providers/index.js';
import { evaluate } from '../run/evaluate.js';
import { findRun, readGrades } from '../run/find-run.js';
import type { RunOutcome } from '../run/run-options.js';
import {
  choiceRows,
  copiedVersion,
  freeFormRows,
  mixevalLines,
  put,
  withCopies,
} from '../testing/copied-release.js';
import { sumVersion, withSums } from '../testing/sum-release.js';
import { type GradeOptions, gradeResponses } from './grade.js';
import { rowIndex } from './match-rows.js';

const freeForm = mixevalLines(freeFormRows, [
  { response: 'A spider has 8 legs.' },
  { response: 'It has 8 legs.' },
  { response: 'They take in carbon dioxide.' },
  { response: 'Ten.' },
]);
const multipleChoice = mixevalLines(choiceRows, [{ response: 'B' }, { response: 'Both can.' }]);

async function grade(
  workspace: Workspace,
  path: string,
  options: Partial<GradeOptions> = {},
  task = {},
): Promise<RunOutcome> {
  const [outcome, more] = await gradeResponses(
    { workspace, version: copiedVersion, paths: [path], ...options },
    task,
  );
  if (!outcome || more) throw new Error('One run was expected.');
  return outcome;
}

/** MixEval's own two files of a model. */
async function writeResponses(folder: string): Promise<string> {
  await put(join(folder, 'apple_close_freeform.jsonl'), freeForm);
  await put(join(folder, 'apple_close_multichoice.jsonl'), multipleChoice);
  return folder;
}

/** The verdicts of two judges on one model: the first finds all free answers right, the second none. */
async function writeJudged(folder: string): Promise<string> {
  for (const [judge, score] of [
    ['a_1', 1],
    ['b', 0],
  ] as const) {
    const judged = freeFormRows.map(() => ({ response: 'x', judge_score: score }));
    await put(
      join(folder, `fig/mixeval/judge_results_ff_model_judge_${judge}.jsonl`),
      mixevalLines(freeFormRows, judged),
    );
  }
  return folder;
}

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

describe('files that cannot be graded', () => {
  const cases: readonly [string, (folder: string) => Promise<string>, Partial<GradeOptions>, object][] = [
    [
      'an empty folder',
      (folder) => put(join(folder, 'notes.txt'), '').then(() => folder),
      {},
      { code: 'not-found' },
    ],
    ['no such file', async (folder) => join(folder, 'none.jsonl'), {}, { code: 'ENOENT' }],
    [
      'a gzip that is cut off',
      (folder) => put(join(folder, 'apple_close_freeform.jsonl.gz'), gzipSync(freeForm).subarray(0, 60)),
      {},
      { code: 'corrupt' },
    ],
    [
      'another kind of file',
      (folder) => put(join(folder, 'prices.jsonl'), '{"price": 3}\n'),
      { model: 'm' },
      { code: 'invalid-data', message: expect.stringContaining('line 1') },
    ],
    [
      'responses to another release',
      (folder) => put(join(folder, 'apple_close_freeform.jsonl'), freeForm.replace('a spider', 'a wasp')),
      {},
      { code: 'invalid-data', message: expect.stringContaining('another question') },
    ],
    [
      'ids of no item',
      (folder) => put(join(folder, 'apple_close_freeform.jsonl'), '{"id": "77", "response": "x"}\n'),
      {},
      { code: 'invalid-data', message: expect.stringContaining('None of the 1') },
    ],
    [
      'a file that names no model',
      (folder) => put(join(folder, 'mine.jsonl'), freeForm),
      {},
      { code: 'usage', next: expect.stringContaining('--model') },
    ],
    [
      'no stored verdicts',
      (folder) => put(join(folder, 'apple_close_freeform.jsonl'), freeForm),
      { parser: 'stored' },
      { code: 'invalid-data', message: expect.stringContaining('no verdicts') },
    ],
    [
      'two judges',
      (folder) => writeJudged(folder),
      { parser: 'stored' },
      {
        code: 'usage',
        message: expect.stringContaining('2 judges'),
        next: expect.stringContaining('a_1, b'),
      },
    ],
    [
      'none of the judges named',
      (folder) => writeJudged(folder),
      { parser: 'stored', judgedBy: ['c'] },
      { code: 'usage', next: expect.stringContaining('a_1, b') },
    ],
    [
      'a parser without its judge',
      (folder) => writeResponses(folder),
      { parser: 'model' },
      { code: 'usage' },
    ],
    ['an unknown parser', (folder) => writeResponses(folder), { parser: 'rules' }, { code: 'usage' }],
  ];
  test.each(cases)('%s', async (_name, write, options, error) => {
    await withCopies(async (workspace, given) => {
      await expect(grade(workspace, await write(given), options)).rejects.toMatchObject(error);
      // Nothing is left of it.
      await expect(readdir(workspace.runs)).rejects.toMatchObject({ code: 'ENOENT' });
    });
  });
});

test('responses to the other benchmark of the release are told as such', async () => {
  await withSums({ items: 40, hard: 10 }, async (workspace) => {
    const { splits } = await openRelease(workspace, sumVersion);
    const normal = splits.mixeval?.['free-form'].items.at(-1);
    const hard = splits['mixeval-hard'];
    const file = join(workspace.root, 'answers.jsonl');
    await put(file, JSON.stringify({ id: normal?.id, response: '1' }));
    await expect(
      gradeResponses({
        workspace,
        version: sumVersion,
        paths: [file],
        model: 'm',
        benchmark: 'mixeval-hard',
      }),
    ).rejects.toMatchObject({ code: 'invalid-data', next: expect.stringContaining('Leave --hard out') });

    if (!hard) throw new Error('The release has a Hard benchmark.');
    const row = { id: '0', prompt: 'Another question?', response: '1', repeat: 0 };
    expect(() => rowIndex(hard, sumVersion, () => 'mixeval-hard').match(row, 'free-form')).toThrow(
      expect.objectContaining({ code: 'invalid-data', next: expect.stringContaining('Give --hard') }),
    );
  });
});
