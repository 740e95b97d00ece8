import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.js';
import type { ResponseMatrix } from '../item-analysis/responses.js';
import { chooseLambda } from './choose-lambda.js';
import { analyseHalf } from './half-analysis.js';
import { separatedShare } from './separation.js';

const items = 400;
const subjects = 16;
const sources = Array.from({ length: items }, () => 'source');
const rows = Array.from({ length: items }, (_, row) => row);
const even = {
  rows,
  mass: new Float64Array(items).fill(1 / items),
  clusters: new Int32Array(items),
};

/** Subjects of rising ability; only items harder than `from` tell them apart, the others are answered by chance. */
function matrixWhere(tellsApart: (hardness: number) => boolean, seed: number): ResponseMatrix {
  const random = seededRandom(seed, 'lambda');
  const scores = new Float64Array(items * subjects);
  for (let row = 0; row < items; row += 1) {
    const hardness = row / items;
    for (let subject = 0; subject < subjects; subject += 1) {
      const ability = tellsApart(hardness) ? 0.4 * (subject / (subjects - 1) - 0.5) : 0;
      scores[row * subjects + subject] = random() < 0.9 - 0.75 * hardness + ability ? 1 : 0;
    }
  }
  return { subjects: Array.from({ length: subjects }, (_, at) => `subject ${at}`), rows: items, scores };
}

describe('lambda', () => {
  test('is large where hard items tell subjects apart, and small where easy ones do', () => {
    const hard = chooseLambda(
      [even],
      matrixWhere((hardness) => hardness > 0.6, 1),
      sources,
      100,
      1,
    );
    const easy = chooseLambda(
      [even],
      matrixWhere((hardness) => hardness < 0.4, 1),
      sources,
      100,
      1,
    );
    expect(hard?.lambda).toBeGreaterThan(easy?.lambda ?? 2);
    expect(Object.keys(hard?.separated ?? {})).toEqual(['0', '1', '2', '0.5', '1.5']);
  });

  test('is not chosen with few subjects or few items that all have answered', () => {
    const matrix = matrixWhere(() => true, 2);
    const gaps = {
      ...matrix,
      scores: matrix.scores.map((score, at) => (at % 5 === 0 ? Number.NaN : score)),
    };
    expect(chooseLambda([even], gaps, sources, 100, 1)).toBeUndefined();
    const few: ResponseMatrix = {
      subjects: matrix.subjects.slice(0, 9),
      rows: items,
      scores: Float64Array.from({ length: items * 9 }, (_, at) => at % 2),
    };
    expect(chooseLambda([even], few, sources, 100, 1)).toBeUndefined();
  });

  test('goes by those who share items where others answered few or other ones', () => {
    const matrix = matrixWhere((hardness) => hardness > 0.6, 1);
    const alone = chooseLambda([even], matrix, sources, 100, 1);
    const strangers = 3;
    const width = subjects + strangers;
    const among: ResponseMatrix = {
      subjects: [...matrix.subjects, ...Array.from({ length: strangers }, (_, at) => `stranger ${at}`)],
      rows: 3 * items,
      scores: Float64Array.from({ length: 3 * items * width }, (_, at) => {
        const [row, subject] = [Math.floor(at / width), at % width];
        if (subject < subjects && row < items) return matrix.scores[row * subjects + subject] ?? Number.NaN;
        // One of them answered other items, and more of them; the others a few of these.
        const asked = subject === subjects ? row >= items : row < 50;
        return asked ? row % 2 : Number.NaN;
      }),
    };
    expect(alone).toBeDefined();
    const all = [...rows, ...rows.map((row) => row + items), ...rows.map((row) => row + 2 * items)];
    const more = {
      rows: all,
      mass: new Float64Array(all.length).fill(1 / all.length),
      clusters: new Int32Array(all.length),
    };
    const found = chooseLambda(
      [more],
      among,
      Array.from(all, () => 'source'),
      100,
      1,
    );
    expect(found).toEqual(alone);
  });

  test('the same seed chooses the same', () => {
    const matrix = matrixWhere(() => true, 3);
    expect(chooseLambda([even], matrix, sources, 100, 4)).toEqual(
      chooseLambda([even], matrix, sources, 100, 4),
    );
  });
});

describe('separation', () => {
  const pi = new Float64Array(4).fill(1);
  const target = new Float64Array(4).fill(0.25);

  test('follows the formula', () => {
    const scores = [
      [1, 0],
      [1, 0],
      [1, 0],
      [0, 0],
    ].map((row) => Float64Array.from(row));
    // mean 0.75, variance 4 * 0.0625 * (3 * 0.0625 + 0.5625) / 4 = 0.047: 3.46 standard errors.
    expect(separatedShare({ target, pi }, scores, [0.9, 0.1])).toBe(1);
    // The other way round from the order on the traffic it is no separation.
    expect(separatedShare({ target, pi }, scores, [0.1, 0.9])).toBe(0);
    const noise = [
      [1, 0],
      [0, 1],
      [1, 0],
      [0, 0],
    ].map((row) => Float64Array.from(row));
    expect(separatedShare({ target, pi }, noise, [0.9, 0.1])).toBe(0);
  });

  test('more places separate more', () => {
    const matrix = matrixWhere(() => true, 5);
    const scores = rows.map((row) => matrix.scores.subarray(row * subjects, (row + 1) * subjects));
    const onTraffic = matrix.subjects.map((_, subject) =>
      scores.reduce((sum, row) => sum + (row[subject] ?? 0) / items, 0),
    );
    const shareAt = (places: number): number =>
      separatedShare(
        { target: even.mass, pi: new Float64Array(items).fill(places / items) },
        scores,
        onTraffic,
      );
    expect(shareAt(300)).toBeGreaterThan(shareAt(40));
  });
});

test('half of the subjects make an analysis of their own', () => {
  const matrix = matrixWhere(() => true, 6);
  const half = analyseHalf(matrix, [0, 2, 4, 6, 8, 10, 12, 14], sources);
  expect(half.difficulty).toHaveLength(items);
  // Items are in the order of their hardness.
  const mean = (values: Float64Array): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(mean(half.difficulty.subarray(300))).toBeGreaterThan(mean(half.difficulty.subarray(0, 100)) + 1);
});
