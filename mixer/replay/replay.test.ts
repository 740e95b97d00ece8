import { describe, expect, test } from 'vitest';
import { type Random, randomInteger, seededRandom } from '../../src/core/random.js';
import { randomUnitVectors } from '../testing/vectors.js';
import { dimensions, makeWorld } from '../testing/world.js';
import { matchedPopulations, type Population, queriesOf, restricted } from './population.js';
import { drawTraffic } from './traffic.js';
import type { ReplayedRelease } from './way.js';
import { ways } from './ways/index.js';

/** Three benchmarks of unequal size, a traffic that asks for few items often, and for some never. */
function population(items: number, random: Random): Population {
  return {
    format: 'free-form',
    ids: Array.from({ length: items }, (_, row) => `item ${row}`),
    benchmarks: Array.from({ length: items }, (_, row) => (row < 10 ? 'small' : row % 2 ? 'a' : 'b')),
    counts: Float64Array.from({ length: items }, (_, row) =>
      row % 5 === 4 ? 0 : Math.ceil(Math.exp(4 * random())),
    ),
    clusters: Int32Array.from({ length: items }, () => randomInteger(random, 6)),
    centroids: randomUnitVectors(6, 8, random),
    dimensions: 8,
  };
}

const from = population(300, seededRandom(1, 'replay'));
const places = 60;

function draw(name: string, seed: number): ReplayedRelease {
  const random = seededRandom(seed, 'draw');
  const uniforms = Float64Array.from(from.ids, () => random());
  return ways.get(name).draw(from, { places, queries: 5000, random, uniforms, answers: [] });
}

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

/** A score that goes with mass and benchmark, so that a way that favours either shows. */
const answers = from.ids.map((_, row) => ((from.counts[row] ?? 0) > 12 || row % 2 === 0 ? 1 : 0));
const onTraffic = sum(from.counts.map((count, row) => count * (answers[row] ?? 0))) / queriesOf(from);

function scoresOf(name: string, releases: number): number[] {
  return Array.from({ length: releases }, (_, seed) => {
    const { rows, weights } = draw(name, seed);
    return sum(rows.map((row, at) => (weights[at] ?? 0) * (answers[row] ?? 0))) / sum(weights);
  });
}

describe.each(ways.all())('way $name', ({ name, draw: drawIn }) => {
  test('fills all places with items of the pool, none twice, by positive weights', () => {
    const { rows, weights, places: taken } = draw(name, 1);
    expect(sum(taken)).toBe(places);
    expect(new Set(rows).size).toBe(rows.length);
    expect(weights).toHaveLength(rows.length);
    for (const row of rows) expect(from.ids[row]).toBeDefined();
    for (const weight of weights) expect(weight).toBeGreaterThan(0);
  });

  test('draws the same from the same random numbers, another from others', () => {
    expect(draw(name, 3)).toEqual(draw(name, 3));
    expect(draw(name, 4).rows).not.toEqual(draw(name, 3).rows);
  });

  test('draws no more than there is', () => {
    const few = restricted(from, (id) => Number(id.slice(5)) < 8);
    const random = seededRandom(1, 'few');
    const { rows } = drawIn(few, {
      ...{ places: 8, queries: 3, random, answers: [] },
      uniforms: Float64Array.from(few.ids, () => random()),
    });
    expect(rows.length).toBeLessThanOrEqual(8);
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe('scores', () => {
  test.each(['ours', 'mixeval'])('%s: on average that of the traffic', (name) => {
    const releases = 400;
    const scores = scoresOf(name, releases);
    const mean = sum(scores) / releases;
    const error = Math.sqrt(sum(scores.map((score) => (score - mean) ** 2)) / releases / (releases - 1));
    // Two ways, each at the level of 0.001; a ratio of sums has a bias of the order of 1 / places besides.
    expect(Math.abs(mean - onTraffic)).toBeLessThan(3.3 * error + 1 / (10 * places));
  });

  test('by items at random: those of the pool, not of the traffic', () => {
    const scores = scoresOf('uniform', 400);
    expect(Math.abs(sum(scores) / 400 - sum(answers) / answers.length)).toBeLessThan(0.02);
  });

  test('by benchmark: each by its share of the traffic', () => {
    const { rows, weights } = draw('by-benchmark', 1);
    const shareOf = (name: string, amounts: readonly number[], of: readonly number[]): number =>
      sum(amounts.filter((_, at) => from.benchmarks[of[at] ?? 0] === name)) / sum(amounts);
    for (const name of ['a', 'b']) {
      const traffic = shareOf(name, [...from.counts], [...from.ids.keys()]);
      expect(shareOf(name, weights, rows)).toBeCloseTo(traffic, 10);
    }
  });
});

test('the traffic of another month has as many queries, in the same proportions', () => {
  const drawn = drawTraffic(from.counts, 100_000, seededRandom(1, 'traffic'));
  expect(sum(drawn)).toBe(100_000);
  let statistic = 0;
  let cells = 0;
  from.counts.forEach((count, row) => {
    const expected = (100_000 * count) / queriesOf(from);
    if (expected === 0) expect(drawn[row]).toBe(0);
    else {
      statistic += ((drawn[row] ?? 0) - expected) ** 2 / expected;
      cells += 1;
    }
  });
  // Pearson's statistic: mean cells - 1, variance 2 (cells - 1).
  expect(Math.abs(statistic - (cells - 1)) / Math.sqrt(2 * (cells - 1))).toBeLessThan(3.29);
});

test('a population holds every item of its format, and all queries that were matched', async () => {
  const { input } = makeWorld();
  const { 'free-form': freeForm, 'multiple-choice': choices } = await matchedPopulations(input);
  expect(freeForm.ids.length + choices.ids.length).toBe(input.pool.length);
  expect(freeForm.dimensions).toBe(dimensions);
  expect(queriesOf(freeForm)).toBeGreaterThan(0);
});
