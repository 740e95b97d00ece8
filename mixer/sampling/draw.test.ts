import { beforeAll, describe, expect, test } from 'vitest';
import { inclusionProbabilities } from '../../src/core/inclusion.js';
import { permanentRandom, type Random, seededRandom } from '../../src/core/random.js';
import { randomUnitVectors } from '../testing/vectors.js';
import { type DrawInput, drawStratified } from './draw.js';
import { paretoSample } from './pareto.js';
import { mergeSmallStrata, strataByCluster } from './strata.js';

const dimensions = 8;
const clusterCount = 12;

type Population = Omit<DrawInput, 'uniforms'> & { readonly mass: Float64Array };

/** Items of very unequal mass in clusters of very unequal size; pi goes by m^0.75. */
function population(items: number, places: number, random: Random): Population {
  const raw = Float64Array.from({ length: items }, () => Math.exp(3 * random()));
  const total = raw.reduce((sum, m) => sum + m, 0);
  const mass = raw.map((m) => m / total);
  return {
    mass,
    pi: inclusionProbabilities(
      mass.map((m) => m ** 0.75),
      places,
    ),
    clusters: Int32Array.from({ length: items }, () => Math.floor(clusterCount * random() ** 1.5)),
    centroids: randomUnitVectors(clusterCount, dimensions, random),
    dimensions,
  };
}

/** How often each unit is drawn over independent releases: new permanent numbers and a new rounding each time. */
function inclusionCounts(from: Population, draws: number, random: Random): Float64Array {
  const counts = new Float64Array(from.pi.length);
  for (let draw = 0; draw < draws; draw += 1) {
    const uniforms = from.pi.map(() => random());
    for (const { candidate } of drawStratified({ ...from, uniforms }, random)) {
      counts[candidate] = (counts[candidate] ?? 0) + 1;
    }
  }
  return counts;
}

describe.each([
  { items: 300, places: 70 },
  { items: 300, places: 150 },
])('20,000 draws of $places out of $items', ({ items, places }) => {
  const draws = 20_000;
  const from = population(items, places, seededRandom(1, 'population'));
  let counts: Float64Array = new Float64Array();
  beforeAll(() => {
    counts = inclusionCounts(from, draws, seededRandom(2, `draws ${places}`));
  });

  test('take each item as often as its inclusion probability says', () => {
    let statistic = 0;
    let free = 0;
    from.pi.forEach((p, item) => {
      if (p >= 1) {
        expect(counts[item]).toBe(draws);
        return;
      }
      statistic += ((counts[item] ?? 0) / draws - p) ** 2 / ((p * (1 - p)) / draws);
      free += 1;
    });
    // A sum of squared standard errors: mean `free`, variance close to 2 `free` (fixed sizes correlate the counts by
    // only -1 / n_h). Two-sided at the level of 0.001: a bias of Pareto sampling that mattered would show.
    expect(free).toBeGreaterThan(200);
    expect(Math.abs(statistic - free) / Math.sqrt(2 * free)).toBeLessThan(3.29);
  });

  test('always fill all places', () => {
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(draws * places);
  });
});

describe('weighted means', () => {
  test.each([1, 2, 3, 4, 5, 6])('estimate the mass-weighted mean without bias (population %i)', (seed) => {
    const random = seededRandom(seed, 'unbiased');
    const from = population(150 + 20 * seed, 60, random);
    // Answers that go with mass and topic, so that a draw that favoured either would show.
    const answers = from.mass.map((m, item) =>
      random() < 0.2 + 0.4 * Math.min(1, 100 * m) + 0.03 * (from.clusters[item] ?? 0) ? 1 : 0,
    );
    const truth = from.mass.reduce((sum, m, item) => sum + m * (answers[item] ?? 0), 0);
    const draws = 3000;
    let sum = 0;
    let squares = 0;
    for (let draw = 0; draw < draws; draw += 1) {
      const uniforms = from.pi.map(() => random());
      const estimate = drawStratified({ ...from, uniforms }, random).reduce(
        (total, { candidate: item }) =>
          total + ((from.mass[item] ?? 0) / (from.pi[item] ?? 1)) * (answers[item] ?? 0),
        0,
      );
      sum += estimate;
      squares += estimate ** 2;
    }
    const mean = sum / draws;
    const standardError = Math.sqrt((squares / draws - mean ** 2) / draws);
    // Six populations, each at the level of 0.001.
    expect(Math.abs(mean - truth) / standardError).toBeLessThan(3.29);
  });
});

describe('successive releases', () => {
  const from = population(400, 100, seededRandom(9, 'series'));
  const random = seededRandom(4, 'rounding');
  const release = (ordinal: number, salt: string): Set<number> => {
    const uniforms = Float64Array.from(from.pi, (_, item) => permanentRandom(`item ${item}`, ordinal, salt));
    return new Set(drawStratified({ ...from, uniforms }, random).map(({ candidate }) => candidate));
  };
  const overlap = (a: Set<number>, b: Set<number>): number => [...a].filter((item) => b.has(item)).length;

  test('share fewer items than independent ones', () => {
    const series = 200;
    let permanent = 0;
    let independent = 0;
    for (let at = 0; at < series; at += 1) {
      permanent += overlap(release(0, `${at}`), release(1, `${at}`));
      independent += overlap(release(0, `${at}`), release(0, `other ${at}`));
    }
    // What must be shared: items whose two probabilities sum to more than 1.
    const least = from.pi.reduce((sum, p) => sum + Math.max(0, 2 * p - 1), 0);
    const expected = from.pi.reduce((sum, p) => sum + p * p, 0);
    expect(independent / series).toBeGreaterThan(0.95 * expected);
    expect(permanent / series).toBeLessThan(least + 0.35 * (expected - least));
  });
});

describe('strata', () => {
  test('of fewer than five places are merged with the nearest, and nothing is lost', () => {
    const from = population(300, 70, seededRandom(1, 'strata'));
    const before = strataByCluster(from.pi, from.clusters);
    const after = mergeSmallStrata(before, from.centroids, dimensions);
    expect(before.some(({ expected }) => expected < 5)).toBe(true);
    for (const { expected } of after) expect(expected).toBeGreaterThanOrEqual(5 - 1e-9);
    const members = (strata: readonly { members: readonly number[] }[]): number[] =>
      strata.flatMap(({ members: all }) => all).sort((a, b) => a - b);
    expect(members(after)).toEqual(members(before));
  });

  test('a small one goes where its centroid is nearest', () => {
    const centroids = Float32Array.of(1, 0, 0, 1, 0.6, 0.8);
    const stratum = (cluster: number, expected: number) => ({ cluster, members: [cluster], expected });
    const merged = mergeSmallStrata([stratum(0, 9), stratum(1, 8), stratum(2, 1.5)], centroids, 2);
    expect(merged.map(({ cluster, expected }) => [cluster, expected])).toEqual([
      [0, 9],
      [1, 9.5],
    ]);
  });

  test('one may be left with fewer', () => {
    const pi = Float64Array.of(0.5, 0.5, 1, 0.9, 0.1);
    const merged = mergeSmallStrata(
      strataByCluster(pi, Int32Array.of(0, 1, 2, 0, 1)),
      Float32Array.of(1, 1, 1),
      1,
    );
    expect(merged).toHaveLength(1);
    expect(merged[0]?.members).toEqual([0, 1, 3, 4]);
  });

  test.each([
    ['one item', [1], 1],
    ['one cluster', [0.5, 0.5, 0.25, 0.75], 2],
    ['nothing left to chance', [1, 1, 0], 2],
  ])('%s can be drawn from', (_, probabilities, places) => {
    const drawn = drawStratified(
      {
        pi: Float64Array.from(probabilities),
        clusters: new Int32Array(probabilities.length),
        centroids: Float32Array.of(1),
        dimensions: 1,
        uniforms: Float64Array.from(probabilities, (__, at) => at / 10),
      },
      () => 0.5,
    );
    expect(drawn).toHaveLength(places);
  });
});

test('Pareto sampling takes what is certain, leaves what is impossible, and goes by u otherwise', () => {
  const probabilities = Float64Array.of(0.5, 0, 1, 0.5);
  expect(paretoSample(probabilities, Float64Array.of(0.9, 0, 0.99, 0.1), 2)).toEqual([2, 3]);
  expect(paretoSample(probabilities, Float64Array.of(0.1, 0, 0.99, 0.9), 2)).toEqual([0, 2]);
});
