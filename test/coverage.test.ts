import { describe, expect, test } from 'vitest';
import { sampleOf } from '../eval/statistics/sample.js';
import { estimateShare } from '../eval/statistics/share-interval.js';
import { type Population, queriesOf, ways } from '../mixer/index.js';
import { type Random, randomInteger, seededRandom } from '../src/core/random.js';
import type { Split } from '../src/core/schemas/release-item.js';

const items = 500;
const places = 200;
const queries = 3000;
const draws = 2000;

/** Items of unequal mass in topics, and answers that go with both. */
function world(random: Random): { population: Population; answers: number[] } {
  const counts = Float64Array.from({ length: items }, () => Math.ceil(Math.exp(4 * random())));
  const clusters = Int32Array.from({ length: items }, () => randomInteger(random, 8));
  return {
    population: {
      format: 'free-form',
      ids: Array.from({ length: items }, (_, row) => `item ${row}`),
      benchmarks: Array.from({ length: items }, () => 'one'),
      counts,
      clusters,
      centroids: Float32Array.from({ length: 16 }, () => random() - 0.5),
      dimensions: 2,
    },
    answers: [...counts].map((count, row) =>
      random() < 0.35 + 0.2 * Math.min(1, count / 30) + 0.04 * (clusters[row] ?? 0) ? 1 : 0,
    ),
  };
}

const mean = (weights: Float64Array, answers: readonly number[]): number => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.reduce((sum, weight, row) => sum + weight * (answers[row] ?? 0), 0) / total;
};
const empty: Split = { design: 'pareto', batchMatched: 0, auxiliaryTotals: null, items: [] };

describe('releases as they are drawn, scored as they are scored', () => {
  const random = seededRandom(3, 'coverage');
  const { population, answers } = world(random);
  const truth = mean(population.counts, answers);
  let [heldTraffic, heldBatch] = [0, 0];
  for (let draw = 0; draw < draws; draw += 1) {
    const { rows, weights, design } = ways.get('ours').draw(population, {
      ...{ places, queries, random, answers: [] },
      uniforms: Float64Array.from(population.ids, () => random()),
    });
    const split: Split = {
      ...{ design: 'pareto', batchMatched: queries, auxiliaryTotals: null },
      items: rows.map((row, place) => ({
        ...{ id: '', context: null, prompt: '', target: [''], problem_type: 'free-form' },
        ...{ benchmark_name: '', benchmarks: [''], licence: '', canary: '', tilt: 1 },
        ...{ difficulty: null, similarity: null },
        weight: weights[place] ?? 1,
        pi: design?.pi[place] ?? 1,
        cluster: design?.strata[place] ?? 0,
        prompt: population.ids[row] ?? '',
      })),
    };
    const sample = sampleOf({ 'free-form': split, 'multiple-choice': empty });
    const values = rows.map((row) => answers[row] ?? 0);
    const holds = (batchMatched: number, wanted: number): boolean => {
      const [low, high] = estimateShare({ ...sample, batchMatched }, values).interval;
      return low <= wanted && wanted <= high;
    };
    if (holds(queries, truth)) heldTraffic += 1;
    if (holds(0, mean(design?.batch ?? new Float64Array(), answers))) heldBatch += 1;
  }

  test.each([
    ["the traffic's mean, with the term for the batch", () => heldTraffic],
    ["the batch's mean, without it", () => heldBatch],
  ])('95 %% intervals hold %s in 93.5 to 96.5 %% of 2,000 draws', (_, held) => {
    expect(queriesOf(population)).toBeGreaterThan(queries);
    expect(held() / draws).toBeGreaterThanOrEqual(0.935);
    expect(held() / draws).toBeLessThanOrEqual(0.965);
  });
});
