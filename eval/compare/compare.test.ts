import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, writeJson } from '../../src/core/files.js';
import type { ProgressEvent } from '../../src/core/progress.js';
import type { Workspace } from '../../src/core/workspace.js';
import { openRelease } from '../../versions/index.js';
import { checkTexts, textReportSchema } from '../contamination/index.js';
import { contaminationFolder, modelReportName } from '../contamination/report-files.js';
import { gradeResponses } from '../grade/grade.js';
import { startLoopbackServer } from '../loopback/index.js';
import { openModel } from '../providers/index.js';
import { evaluate } from '../run/evaluate.js';
import { findRun } from '../run/find-run.js';
import type { Subject } from '../run/task.js';
import { copiedVersion, withCopies } from '../testing/copied-release.js';
import { answerSum, sumVersion, withSums } from '../testing/sum-release.js';
import { compare } from './compare.js';
import { leaderboard } from './leaderboard.js';

/** A run of a model that answers an item rightly where it is told to, by the item's place in the release. */
async function addRun(
  workspace: Workspace,
  version: string,
  model: string,
  isRight: (place: number) => boolean,
  keep = Number.POSITIVE_INFINITY,
): Promise<string> {
  const { splits } = await openRelease(workspace, version);
  const items = [
    ...(splits.mixeval?.['free-form'].items ?? []),
    ...(splits.mixeval?.['multiple-choice'].items ?? []),
  ];
  const lines = items.slice(0, keep).map((item, place) => {
    const right =
      item.problem_type === 'free-form' ? item.target[0] : String.fromCharCode(65 + item.target[0]);
    const wrong = item.problem_type === 'free-form' ? '-5' : item.target[0] === 0 ? 'B' : 'A';
    return JSON.stringify({ id: item.id, response: isRight(place) ? right : wrong });
  });
  await makeFolder(workspace.root);
  const file = join(workspace.root, `${model}.jsonl`);
  await writeFile(file, lines.join('\n'));
  const [outcome] = await gradeResponses({ workspace, version, paths: [file], model });
  return outcome?.id ?? '';
}

describe('compare', () => {
  test('pairs on the same items: exact McNemar where weights are equal, Holm over all pairs', async () => {
    await withSums({ items: 80 }, async (workspace) => {
      const runs = [
        await addRun(workspace, sumVersion, 'strong', (place) => place % 10 !== 0),
        await addRun(workspace, sumVersion, 'middling', (place) => place % 10 !== 0 && place !== 1),
        await addRun(workspace, sumVersion, 'weak', (place) => place % 2 === 0),
      ];
      const { pairs, n, runs: named } = await compare({ workspace, runs });
      expect(n).toBe(80);
      expect(named.map(({ name, score }) => [name, score])).toEqual([
        ['strong', 0.9],
        ['middling', 71 / 80],
        ['weak', 0.5],
      ]);
      expect(pairs.map(({ a, b }) => `${a} ${b}`)).toEqual([
        'strong middling',
        'strong weak',
        'middling weak',
      ]);
      const [near, far] = pairs;
      expect(near).toMatchObject({
        pValue: 1,
        adjustedPValue: 1,
        verdict: 'no difference is shown',
        test: 'mcnemar',
      });
      // strong alone is right on 40 odd places, weak alone on 8 tens. SciPy 1.17, binomtest(8, 48).pvalue.
      expect(far?.pValue).toBeCloseTo(3.30527e-6, 10);
      expect(far?.adjustedPValue).toBeCloseTo(3 * (far?.pValue ?? 0), 12);
      expect(far).toMatchObject({ difference: expect.closeTo(0.4, 12), verdict: 'strong is better' });
      expect(far?.interval[0]).toBeGreaterThan(0.2);
      expect(far?.interval[1]).toBeLessThan(0.6);
    });
  });

  test('by the design where weights differ', async () => {
    await withCopies(async (workspace) => {
      const runs = [
        await addRun(workspace, copiedVersion, 'a', () => true),
        await addRun(workspace, copiedVersion, 'b', (place) => place > 0),
      ];
      const { pairs } = await compare({ workspace, runs });
      expect(pairs[0]).toMatchObject({ test: 'design' });
      expect(pairs[0]?.difference).toBeGreaterThan(0);
    });
  });

  test('two runs of one model are told apart by their ids', async () => {
    await withSums({ items: 20 }, async (workspace) => {
      const first = await addRun(workspace, sumVersion, 'same', () => true);
      const second = await addRun(workspace, sumVersion, 'same', () => false);
      const { runs } = await compare({ workspace, runs: [first, second] });
      expect(runs.map(({ name }) => name)).toEqual([`same (${first})`, `same (${second})`]);
    });
  });

  test('a run of fewer items is compared on those', async () => {
    await withSums({ items: 40 }, async (workspace) => {
      const whole = await addRun(workspace, sumVersion, 'whole', (place) => place % 20 < 5);
      const model = await openModel('baseline:random', { environment: {} });
      const [limited] = await evaluate({ workspace, version: sumVersion, subjects: [{ model }], limit: 5 });
      const { n, runs } = await compare({ workspace, runs: [whole, limited?.id ?? ''] });
      expect(n).toBe(10);
      // Of each split its first five items, which are those that it got right.
      expect(runs[0]).toMatchObject({ name: 'whole', score: 1 });
    });
  });

  test('tells how far it is, and ends where it is told to', async () => {
    await withSums({ items: 20 }, async (workspace) => {
      const runs = [
        await addRun(workspace, sumVersion, 'one', () => true),
        await addRun(workspace, sumVersion, 'two', () => false),
        await addRun(workspace, sumVersion, 'three', (place) => place % 2 === 0),
      ];
      const steps: string[] = [];
      const onProgress = ({ stage, done, total, unit }: ProgressEvent): void => {
        steps.push(`${stage} ${done}/${total} ${unit}`);
      };
      await compare({ workspace, runs }, { onProgress });
      expect(steps).toEqual([
        ...[1, 2, 3].map((done) => `read ${done}/3 runs`),
        ...[1, 2, 3].map((done) => `compare ${done}/3 pairs`),
      ]);
      for (const last of ['read', 'compare']) {
        const abort = new AbortController();
        const seen: string[] = [];
        const broken = compare(
          { workspace, runs },
          {
            signal: abort.signal,
            onProgress: ({ stage }) => {
              seen.push(stage);
              if (stage === last) abort.abort();
            },
          },
        );
        await expect(broken).rejects.toMatchObject({ code: 'interrupted' });
        expect(seen.filter((stage) => stage === last)).toHaveLength(1);
      }
    });
  });

  test('says what cannot be compared', async () => {
    await withSums({ items: 20 }, async (workspace) => {
      const whole = await addRun(workspace, sumVersion, 'whole', () => true);
      const part = await addRun(workspace, sumVersion, 'part', () => true, 12);
      await expect(compare({ workspace, runs: [whole] })).rejects.toMatchObject({ code: 'usage' });
      await expect(compare({ workspace, runs: [whole, 'none'] })).rejects.toMatchObject({
        code: 'not-found',
      });
      await expect(compare({ workspace, runs: [whole, part] })).rejects.toMatchObject({ code: 'incomplete' });
    });
  });
});

describe('clean and seen items', () => {
  /** A text with the first so many free-form items and their answers, looked through as `contamination --text` does. */
  async function findInText(workspace: Workspace, found: number): Promise<void> {
    const { splits } = await openRelease(workspace, sumVersion);
    const items = splits.mixeval?.['free-form'].items ?? [];
    const text = join(workspace.root, 'text.txt');
    await writeFile(
      text,
      ['Sums:', ...items.slice(0, found).map((item) => `${item.prompt} ${item.target[0]}`)].join('\n'),
    );
    await checkTexts({ workspace, version: sumVersion, texts: [text] });
  }

  test('scores, differences and pairs apart, once a report names some of the items', async () => {
    await withSums({ items: 80 }, async (workspace) => {
      const runs = [
        // Right on all seen items and on half of the others.
        await addRun(workspace, sumVersion, 'reader', (place) => place < 20 || place % 2 === 0),
        await addRun(workspace, sumVersion, 'other', (place) => place % 2 === 0),
      ];
      const before = await leaderboard({ workspace, version: sumVersion });
      expect(before).toMatchObject({ contamination: null, entries: [{ parts: null }, { parts: null }] });
      await findInText(workspace, 20);
      const { entries, contamination } = await leaderboard({ workspace, version: sumVersion });
      expect(contamination).toMatchObject({
        seen: 20,
        clean: 60,
        says: expect.stringContaining('20 of 80 items'),
      });
      expect(
        entries.map(({ model, parts }) => [model, parts?.clean, parts?.seen, parts?.difference]),
      ).toEqual([
        [
          'reader',
          expect.objectContaining({ n: 60, score: 0.5 }),
          expect.objectContaining({ n: 20, score: 1 }),
          0.5,
        ],
        [
          'other',
          expect.objectContaining({ n: 60, score: 0.5 }),
          expect.objectContaining({ n: 20, score: 0.5 }),
          0,
        ],
      ]);
      const [low, high] = entries[0]?.parts?.interval ?? [];
      expect(low).toBeGreaterThan(0.25);
      expect(high).toBeGreaterThan(0.5);
      const compared = await compare({ workspace, runs });
      expect(compared.runs.map(({ parts }) => parts)).toEqual(entries.map(({ parts }) => parts));
      expect(compared.pairs[0]?.parts).toMatchObject({
        clean: { difference: 0 },
        seen: { difference: 0.5 },
      });
    });
  });

  test('reports of earlier versions count as well; a damaged list is refused by name', async () => {
    await withSums({ items: 40 }, async (workspace) => {
      await addRun(workspace, sumVersion, 'reader', () => true);
      const { splits } = await openRelease(workspace, sumVersion);
      const [item] = splits.mixeval?.['free-form'].items ?? [];
      const folder = contaminationFolder(workspace, sumVersion);
      const labels = { clean: 39, question: 1, 'question-and-answer': 0 };
      const counts = { items: 40, labels, matches: 1, tooShort: 0, canary: 0, ngram: 8, files: 1, bytes: 99 };
      const report = { version: sumVersion, ...counts, matchesFile: 'texts-old.matches.jsonl' };
      await writeJson(join(folder, 'texts-old.json'), report);
      const list = join(folder, 'texts-old.matches.jsonl');
      await writeFile(list, `${JSON.stringify({ item: item?.id, label: 'question', line: 7 })}\n`);
      expect(textReportSchema.parse(report)).toMatchObject({ ...report, encoded: null, bySigns: null });
      const { contamination } = await leaderboard({ workspace, version: sumVersion });
      expect(contamination).toMatchObject({ seen: 1, clean: 39 });
      await writeFile(list, '{"label":"question"}\n');
      await expect(leaderboard({ workspace, version: sumVersion })).rejects.toMatchObject({
        code: 'invalid-data',
        message: expect.stringContaining(list),
        next: expect.stringMatching(/\S/),
      });
    });
  });

  test('a report that names nothing says so; what a model gave back counts where that model is shown', async () => {
    await withSums({ items: 40 }, async (workspace) => {
      const id = await addRun(workspace, sumVersion, 'reciter', () => true);
      await addRun(workspace, sumVersion, 'other', () => true);
      await findInText(workspace, 0);
      const nothing = await leaderboard({ workspace, version: sumVersion });
      expect(nothing.entries[0]?.parts).toBeNull();
      expect(nothing.contamination).toMatchObject({ seen: 0, says: expect.stringContaining('none') });
      const { record } = await findRun(workspace, id);
      const { splits } = await openRelease(workspace, sumVersion);
      const given = splits.mixeval?.['free-form'].items.slice(0, 3) ?? [];
      const name = modelReportName(record.origin, record.model);
      await writeFile(
        join(contaminationFolder(workspace, sumVersion), `${name}.items.jsonl`),
        given.map((item) => `${JSON.stringify({ item: item.id })}\n`).join(''),
      );
      const both = await leaderboard({ workspace, version: sumVersion });
      expect(both.entries.map(({ parts }) => parts?.seen.n)).toEqual([3, 3]);
      const without = await leaderboard({ workspace, version: sumVersion, models: ['other'] });
      expect(without.contamination).toMatchObject({ seen: 0, clean: 40 });
    });
  });
});

test('settings of one model are different rows, and are named', async () => {
  await withSums({ items: 24 }, async (workspace) => {
    const server = await startLoopbackServer({ answer: answerSum });
    const model = await openModel('m', { baseUrl: server.baseUrl, environment: {} });
    const ask = (subjects: Subject[]) => evaluate({ workspace, version: sumVersion, subjects });
    const [cold, warm] = await ask([
      { model, parameters: { temperature: 0 } },
      { model, parameters: { temperature: 1, extra: { top_k: 5 } }, systemPrompt: 'Be short.' },
    ]);
    const [again] = await ask([{ model, parameters: { temperature: 0 } }]);
    const names = [
      'm temperature 0 top_k unset system prompt unset',
      'm temperature 1 top_k 5 system prompt "Be short."',
    ];
    const { entries, leftOut } = await leaderboard({ workspace, version: sumVersion });
    expect(new Map(entries.map(({ name, id }) => [name, id]))).toEqual(
      new Map([
        [names[0], again?.id],
        [names[1], warm?.id],
      ]),
    );
    expect(leftOut).toEqual([{ model: 'm', id: cold?.id, reason: 'older' }]);
    const { runs } = await compare({ workspace, runs: [cold?.id ?? '', warm?.id ?? ''] });
    expect(runs.map(({ name }) => name)).toEqual(names);
    await model.close?.();
    await server.close();
  });
});

describe('the leaderboard', () => {
  test('ranks complete runs, newest a model, and shows ties as ties', async () => {
    await withSums({ items: 80 }, async (workspace) => {
      await addRun(workspace, sumVersion, 'strong', () => false);
      await addRun(workspace, sumVersion, 'strong', (place) => place % 10 !== 0);
      await addRun(workspace, sumVersion, 'equal', (place) => place % 10 !== 0 && place !== 1);
      await addRun(workspace, sumVersion, 'weak', (place) => place % 2 === 0);
      await addRun(workspace, sumVersion, 'part', () => true, 12);
      const { entries, leftOut } = await leaderboard({ workspace, version: sumVersion });
      expect(
        entries.map(({ model, rank, rankInterval, tiesWithAbove }) => [
          model,
          rank,
          rankInterval,
          tiesWithAbove,
        ]),
      ).toEqual([
        ['strong', 1, [1, 2], false],
        ['equal', 1, [1, 2], true],
        ['weak', 3, [3, 3], false],
      ]);
      expect(leftOut.map(({ model, reason }) => [model, reason])).toEqual([
        ['part', 'incomplete'],
        ['strong', 'older'],
      ]);
      const only = await leaderboard({ workspace, version: sumVersion, models: ['weak'] });
      expect(only.entries).toMatchObject([{ model: 'weak', rank: 1 }]);
    });
  });

  test('without a complete run it says how to make one', async () => {
    await withSums({ items: 20 }, async (workspace) => {
      await expect(leaderboard({ workspace, version: sumVersion })).rejects.toMatchObject({
        code: 'not-found',
        next: expect.stringContaining('mixeval evaluate'),
      });
      await expect(leaderboard({ workspace, version: 'nowhere' })).rejects.toMatchObject({
        code: 'not-found',
      });
    });
  });
});
