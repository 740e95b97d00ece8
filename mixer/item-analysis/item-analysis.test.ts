import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom, shuffled } from '../../src/core/random.js';
import type { ItemResult } from '../../src/core/schemas/item-result.js';
import { frameOf } from '../frame.js';
import { around, randomUnitVectors } from '../testing/vectors.js';
import { dimensions, makeItem, simulateResults } from '../testing/world.js';
import { analyseItems, type ItemAnalysis } from './analyse.js';
import { observedDifficulty, subjectAccuracies } from './difficulty.js';
import { correlation, itemRestCorrelation, shrunkDiscrimination } from './discrimination.js';
import { predictDifficulty } from './predicted-difficulty.js';
import { responseMatrix } from './responses.js';
import { fitRidge } from './ridge.js';

const random = seededRandom(1, 'item analysis');
const items = Array.from({ length: 300 }, (_, number) =>
  makeItem(number % 2 === 0 ? 'free-form' : 'multiple-choice', number),
);
const frame = frameOf(items, randomUnitVectors(items.length, dimensions, random), dimensions);
const rowOf = (id: string): number => frame.items.findIndex((item) => item.id === id);

/** Scores by item and subject as results. */
function resultsOf(scores: readonly (readonly number[])[]): ItemResult[] {
  return scores.flatMap((row, item) =>
    row.map((score, subject) => ({ subject: `s${subject}`, item: frame.items[item]?.id ?? '', score })),
  );
}

describe('response matrix', () => {
  test('is the same in any order, takes the mean of repeats and leaves strangers out', () => {
    const item = frame.items[7]?.id ?? '';
    const results: ItemResult[] = [
      { subject: 'b', item, score: 0.1 },
      { subject: 'a', item, score: 1 },
      { subject: 'b', item, score: 0.2 },
      { subject: 'b', item, score: 0.6 },
      { subject: 'c', item: 'f'.repeat(32), score: 1 },
    ];
    const matrix = responseMatrix(frame.items, results);
    expect(matrix.subjects).toEqual(['a', 'b']);
    expect(matrix.scores[14]).toBe(1);
    expect(matrix.scores[15]).toBeCloseTo(0.3, 12);
    expect(matrix.scores.filter((score) => !Number.isNaN(score))).toHaveLength(2);
    expect(responseMatrix(frame.items, shuffled(results, random))).toEqual(matrix);
  });
});

describe('difficulty', () => {
  test('weights failures by accuracy', () => {
    // Subject 0 is right on all three, subject 1 on the first only.
    const matrix = responseMatrix(
      frame.items,
      resultsOf([
        [1, 1],
        [1, 0],
        [1, 0],
      ]),
    );
    const [strong, weak] = [4 / 5, 2 / 5];
    expect([...subjectAccuracies(matrix)]).toEqual([strong, weak]);
    const difficulty = observedDifficulty(matrix);
    expect(difficulty[0]).toBe(0);
    expect(difficulty[1]).toBeCloseTo(weak / (strong + weak), 12);
    expect(difficulty[3]).toBeNaN();
  });
});

describe('discrimination', () => {
  test('is the correlation with the rest, by hand', () => {
    const scores = [
      [1, 1, 0, 0],
      [1, 0, 1, 0],
      [1, 1, 1, 0],
      [1, 1, 1, 1],
    ];
    const r = itemRestCorrelation(responseMatrix(frame.items, resultsOf(scores)));
    expect(r[0]).toBeCloseTo(correlation([1, 1, 0, 0], [1, 2 / 3, 1, 1 / 3]), 12);
    expect(r[3]).toBe(0);
    expect(r[4]).toBeNaN();
  });

  test('correlation agrees with its definition in z-scores and is 0 for what does not vary', () => {
    expect(correlation([1, 2, 3, 4], [2, 4, 6, 8])).toBeCloseTo(1, 12);
    expect(correlation([1, 2, 3, 4], [1, -1, -1, 1])).toBeCloseTo(0, 12);
    expect(correlation([0.1, 0.1, 0.1], [1, 2, 3])).toBe(0);
  });

  test('is drawn to its source by no more than all the way, and is its source where unknown', () => {
    const value = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 2, maxLength: 50 }),
        fc.integer({ min: 3, max: 40 }),
        (r, subjects) => {
          const observed = Float64Array.from([...r, Number.NaN]);
          const shrunk = shrunkDiscrimination(
            observed,
            new Float64Array(observed.length).fill(subjects),
            Array.from(observed, () => 'one source'),
          );
          const mean = shrunk.at(-1) ?? 0;
          expect(mean).toBeCloseTo(r.reduce((sum, one) => sum + one, 0) / r.length, 9);
          r.forEach((one, row) => {
            const part = ((shrunk[row] ?? 0) - mean) * Math.sign(one - mean);
            expect(part).toBeGreaterThanOrEqual(-1e-9);
            expect(part).toBeLessThanOrEqual(Math.abs(one - mean) + 1e-9);
          });
        },
      ),
    );
  });
});

describe('ridge', () => {
  test('is the closed form for one feature', () => {
    const x = [1, 2, 4, 5];
    const y = [1, 3, 2, 6];
    const penalty = 2;
    // Standardised: mean 3, variance 2.5; slope = sum z (y - 3) / (n + penalty).
    const z = x.map((value) => (value - 3) / Math.sqrt(2.5));
    const slope = z.reduce((sum, value, at) => sum + value * ((y[at] ?? 0) - 3), 0) / (4 + penalty);
    const ridge = fitRidge(
      x.map((value) => Float64Array.of(value)),
      y,
      penalty,
    );
    for (const value of [0, 3, 7]) {
      expect(ridge.predict(Float64Array.of(value))).toBeCloseTo(
        3 + (slope * (value - 3)) / Math.sqrt(2.5),
        12,
      );
    }
  });

  test('finds a plane again, whatever constant feature stands beside it', () => {
    const rows = Array.from({ length: 200 }, () => Float64Array.of(random(), 5, 10 * random()));
    const plane = (row: Float64Array): number => 2 + 3 * (row[0] ?? 0) - 0.5 * (row[2] ?? 0);
    const ridge = fitRidge(rows, rows.map(plane), 1e-9);
    for (const row of rows.slice(0, 10)) expect(ridge.predict(row)).toBeCloseTo(plane(row), 6);
  });

  test('its residuals satisfy the normal equations', () => {
    const rows = Array.from({ length: 60 }, () => Float64Array.of(random(), random(), random(), random()));
    const y = rows.map((row) => (row[1] ?? 0) + random());
    const penalty = 3;
    const ridge = fitRidge(rows, y, penalty);
    const origin = ridge.predict(Float64Array.of(0, 0, 0, 0));
    for (let column = 0; column < 4; column += 1) {
      const values = rows.map((row) => row[column] ?? 0);
      const mean = values.reduce((sum, value) => sum + value, 0) / rows.length;
      const scale = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows.length);
      const unit = Float64Array.from({ length: 4 }, (_, at) => (at === column ? scale : 0));
      const coefficient = ridge.predict(unit) - origin;
      const gradient = rows.reduce(
        (sum, row, at) => sum + (((row[column] ?? 0) - mean) / scale) * ((y[at] ?? 0) - ridge.predict(row)),
        0,
      );
      expect(gradient).toBeCloseTo(penalty * coefficient, 8);
    }
  });
});

describe('predicted difficulty', () => {
  test('follows source and neighbours, and says honestly how well', async () => {
    const topics = randomUnitVectors(10, dimensions, random);
    const topicOf = frame.items.map((_, row) => row % 10);
    const clustered = { ...frame, vectors: around(topics, topicOf, dimensions, 0.3, random) };
    const truth = Float64Array.from(topicOf, (topic) => Math.min(1, 0.05 + 0.09 * topic + 0.1 * random()));
    const observed = truth.map((d, row) => (row < 200 ? d : Number.NaN));
    const wanted = Array.from({ length: 100 }, (_, at) => 200 + at);
    const { difficulty, correlation: reported } = await predictDifficulty(clustered, observed, wanted);
    const actual = correlation([...difficulty], [...truth.subarray(200)]);
    expect(actual).toBeGreaterThan(0.9);
    expect(Math.abs(actual - (reported ?? 0))).toBeLessThan(0.05);
  });

  test('claims nothing where nothing can be known', async () => {
    const observed = Float64Array.from(frame.items, () => random());
    const { correlation: reported } = await predictDifficulty(frame, observed, []);
    expect(Math.abs(reported ?? 1)).toBeLessThan(0.2);
    const few = observed.map((d, row) => (row < 20 ? d : Number.NaN));
    expect((await predictDifficulty(frame, few, [30])).correlation).toBeNull();
  });
});

describe('analysis of items', () => {
  const analyse = (results: readonly ItemResult[]): Promise<ItemAnalysis | undefined> =>
    analyseItems(
      frame,
      results,
      frame.items.map((_, row) => row),
    );

  test('lists items with a wrong answer key as suspects', async () => {
    const planted = new Set(frame.items.filter((_, row) => row % 20 === 0).map(({ id }) => id));
    const analysis = await analyse(simulateResults(frame.items, 40, seededRandom(2, 'planted'), planted));
    const listed = new Set(analysis?.suspects.map(({ item }) => item));
    const found = [...planted].filter((id) => listed.has(id));
    expect(found.length / planted.size).toBeGreaterThan(0.8);
    expect((listed.size - found.length) / (items.length - planted.size)).toBeLessThan(0.02);
    for (const { item, discrimination } of analysis?.suspects ?? []) {
      expect(discrimination).toBeLessThan(0);
      expect(analysis?.discrimination[rowOf(item)]).toBe(discrimination);
    }
  });

  test('is nothing without results of the pool', async () => {
    expect(await analyse([])).toBeUndefined();
    expect(await analyse([{ subject: 'a', item: '0'.repeat(32), score: 1 }])).toBeUndefined();
  });

  test('two subjects say nothing of discrimination', async () => {
    const analysis = await analyse(simulateResults(frame.items, 2, seededRandom(3, 'two')));
    expect(analysis?.constantDiscrimination).toBe(true);
    expect(new Set(analysis?.discrimination)).toEqual(new Set([1]));
    expect(analysis?.suspects).toEqual([]);
  });
});
