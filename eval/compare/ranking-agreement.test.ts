import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readRanking } from './other-ranking.js';
import { type RankedTwice, rankingAgreement } from './ranking-agreement.js';

/** Twelve models on a line but for some noise, and one that is far better there than here. */
const models: RankedTwice[] = Array.from({ length: 12 }, (_, at) => ({
  model: `model-${at}`,
  score: 0.3 + at / 30 + (at % 3) / 25,
  other: 1000 + 20 * at,
}));
const withMisfit = [...models, { model: 'stranger', score: 0.35, other: 1220 }];

describe('agreement of two rankings', () => {
  test('gives the correlations with intervals that hold them, the same for the same seed', () => {
    const agreement = rankingAgreement(models);
    expect(agreement.n).toBe(12);
    for (const { value, interval } of [agreement.spearman, agreement.kendall, agreement.pearson]) {
      expect(value).toBeGreaterThan(0.9);
      expect(interval?.[0]).toBeLessThanOrEqual(value);
      expect(interval?.[1]).toBeGreaterThanOrEqual(value);
    }
    expect(rankingAgreement(models)).toEqual(agreement);
    expect(agreement.misfits).toEqual([]);
  });

  test('names the models that do not fit, and where each ranking puts them', () => {
    const { misfits, spearman } = rankingAgreement(withMisfit, { draws: 500, seed: 1 });
    expect(misfits).toMatchObject([{ model: 'stranger', place: 12, otherPlace: 1.5 }]);
    expect(misfits[0]?.residual).toBeLessThan(-2);
    expect(spearman.value).toBeLessThan(0.9);
  });

  test('refuses to correlate three models, or models that are all alike', () => {
    expect(() => rankingAgreement(models.slice(0, 3))).toThrow(/3 models/);
    expect(() => rankingAgreement(models.map((model) => ({ ...model, score: 0.5 })))).toThrow(/all alike/);
  });
});

describe('a table of another ranking', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mixeval-elo-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const table = async (text: string): Promise<string> => {
    const path = join(folder, 'elo.csv');
    await writeFile(path, text);
    return path;
  };

  test('models in the first column, numbers in the second or in the one named', async () => {
    const path = await table('model,Elo,Votes\n"one, two",1200.5,10\nthree,-,20\nfour,1100,30\n');
    const { column, values } = await readRanking(path);
    expect(column).toBe('Elo');
    expect([...values]).toEqual([
      ['one, two', 1200.5],
      ['four', 1100],
    ]);
    expect((await readRanking(path, 'Votes')).values.get('three')).toBe(20);
  });

  test.each([
    ['a column that is not there', 'model,Elo\na,1\n', 'Stars', /no column "Stars"/],
    ['no column of numbers', 'model\na\nb\n', undefined, /no column beside/],
    ['a word for a number', 'model,Elo\na,high\n', undefined, /"high" where a number belongs in row 1/],
    ['a model named twice', 'model,Elo\na,1\na,2\n', undefined, /names a a second time in row 2/],
  ])('refuses %s', async (_, text, column, message) => {
    await expect(readRanking(await table(text), column)).rejects.toThrow(message);
  });
});

test('a few models in the same order have a correlation without an interval', () => {
  const { spearman, pearson } = rankingAgreement(
    [1, 2, 3, 5].map((score) => ({ model: `m${score}`, score, other: score ** 2 })),
    { draws: 200, seed: 1 },
  );
  expect(spearman).toEqual({ value: 1, interval: null });
  expect(pearson.interval).not.toBeNull();
});
