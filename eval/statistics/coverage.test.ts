import { describe, expect, test } from 'vitest';
import { type Random, randomInteger, seededRandom } from '../../src/core/random.js';
import type { Format } from '../../src/core/schemas/item.js';
import type { ReleaseItem, Split } from '../../src/core/schemas/release-item.js';
import { differenceEstimate } from './difference-estimator.js';
import { estimateMean, shareInterval } from './estimate.js';
import { pairedDifference } from './paired-difference.js';
import { emptySplit, freeFormItem } from './sample.fixture.js';
import { type Sample, sampleOf } from './sample.js';

/** A pool with the traffic over it and what two models get on it, and how a release is drawn from it. */
interface World {
  readonly mass: readonly number[];
  readonly difficulty: readonly number[];
  readonly cluster: readonly number[];
  readonly a: readonly number[];
  readonly b: readonly number[];
}

const runs = 600;

function makeWorld(random: Random, items: number, share: number): World {
  const raw = Array.from({ length: items }, () => (1 - random()) ** -0.7);
  const total = raw.reduce((sum, m) => sum + m, 0);
  const difficulty = raw.map(() => random());
  const right = (d: number): number => Number(random() < share + (1 - share) * (0.8 - d) * 0.9);
  return {
    mass: raw.map((m) => m / total),
    difficulty,
    cluster: raw.map(() => randomInteger(random, 8)),
    a: difficulty.map(right),
    b: difficulty.map((d) => right(Math.min(1, d + 0.05))),
  };
}

/** A batch of B queries over the pool: mass as it is seen, by drawing each query. */
function drawBatch({ mass }: World, batch: number, random: Random): number[] {
  const cumulative: number[] = [];
  mass.reduce((sum, m, index) => (cumulative[index] = sum + m), 0);
  const counts = new Array<number>(mass.length).fill(0);
  for (let query = 0; query < batch; query += 1) {
    const at = random();
    let low = 0;
    let high = mass.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] ?? 1) > at) high = middle;
      else low = middle + 1;
    }
    counts[low] = (counts[low] ?? 0) + 1;
  }
  return counts.map((count) => count / batch);
}

/** pi = min(1, c z) with sum `places`; z 0 gives 0. */
function inclusion(z: readonly number[], places: number): number[] {
  let certain = new Set<number>();
  for (;;) {
    const rest = z.reduce((sum, value, index) => (certain.has(index) ? sum : sum + value), 0);
    const c = (places - certain.size) / rest;
    const now = new Set(z.flatMap((value, index) => (certain.has(index) || c * value >= 1 ? [index] : [])));
    if (now.size === certain.size) return z.map((value, index) => (certain.has(index) ? 1 : c * value));
    certain = now;
  }
}

/** Pareto sampling within clusters (Rosén 1997); places by cluster are rounded systematically at random. */
function drawPareto(pi: readonly number[], cluster: readonly number[], random: Random): number[] {
  const taken = pi.flatMap((p, index) => (p >= 1 ? [index] : []));
  let before = random();
  for (const h of new Set(cluster)) {
    const free = pi.flatMap((p, index) => (cluster[index] === h && p > 0 && p < 1 ? [{ p, index }] : []));
    const after = before + free.reduce((sum, { p }) => sum + p, 0);
    const places = Math.floor(after) - Math.floor(before);
    before = after;
    const ranked = free
      .map(({ p, index }) => {
        const u = random();
        return { index, rank: (u * (1 - p)) / ((1 - u) * p) };
      })
      .sort((x, y) => x.rank - y.rank);
    taken.push(...ranked.slice(0, places).map(({ index }) => index));
  }
  return taken;
}

interface Drawn {
  readonly sample: Sample;
  readonly split: Split;
  readonly indexes: readonly number[];
}

function drawRelease(
  world: World,
  random: Random,
  { places, batch, tilted = false }: { places: number; batch: number; tilted?: boolean },
): Drawn {
  const seen = drawBatch(world, batch, random);
  const target = tilted ? hardTarget(world, seen) : seen;
  const z = tilted
    ? target
    : target.map((m, index) => {
        const p = 0.2 + 0.6 * (1 - (world.difficulty[index] ?? 0));
        return m ** 0.75 * Math.sqrt(p * (1 - p));
      });
  const pi = inclusion(z, places);
  const indexes = drawPareto(pi, world.cluster, random);
  const items: ReleaseItem[] = indexes.map((index) => {
    const q = target[index] ?? 0;
    const p = pi[index] ?? 1;
    return freeFormItem(index, {
      weight: (batch * q) / p,
      pi: p,
      tilt: q / (seen[index] ?? 1),
      cluster: world.cluster[index] ?? 0,
      difficulty: world.difficulty[index] ?? 0,
    });
  });
  const moment = (power: number): number =>
    target.reduce((sum, m, index) => sum + m * (world.difficulty[index] ?? 0) ** power, 0);
  const split: Split = {
    design: 'pareto',
    batchMatched: batch,
    auxiliaryTotals: { d: moment(1), d2: moment(2), d3: moment(3) },
    items,
  };
  return { sample: sampleOf(both(split)), split, indexes };
}

/** Hard's q: within each cluster, mass times acceptance, with the cluster's share kept. */
function hardTarget({ difficulty, cluster }: World, mass: readonly number[]): number[] {
  const accepted = mass.map((m, index) => m * Math.exp(2 * ((difficulty[index] ?? 0) - 0.5)));
  const massOf = new Map<number, number>();
  const acceptedOf = new Map<number, number>();
  cluster.forEach((h, index) => {
    massOf.set(h, (massOf.get(h) ?? 0) + (mass[index] ?? 0));
    acceptedOf.set(h, (acceptedOf.get(h) ?? 0) + (accepted[index] ?? 0));
  });
  return accepted.map((value, index) => {
    const h = cluster[index] ?? 0;
    return value === 0 ? 0 : ((massOf.get(h) ?? 0) * value) / (acceptedOf.get(h) ?? 1);
  });
}

function both(split: Split): Record<Format, Split> {
  return { 'free-form': split, 'multiple-choice': emptySplit };
}

function expected(mass: readonly number[], values: readonly number[]): number {
  return mass.reduce((sum, m, index) => sum + m * (values[index] ?? 0), 0);
}

function pick(values: readonly number[], indexes: readonly number[]): number[] {
  return indexes.map((index) => values[index] ?? 0);
}

/** How often an interval holds the truth, over many releases drawn from one world. */
function coverage(
  seed: string,
  draw: (random: Random) => { interval: readonly number[]; truth: number },
): number {
  const random = seededRandom(8, seed);
  let held = 0;
  for (let run = 0; run < runs; run += 1) {
    const { interval, truth } = draw(random);
    if ((interval[0] ?? 1) <= truth && truth <= (interval[1] ?? 0)) held += 1;
  }
  return held / runs;
}

function meanInterval(sample: Sample, values: readonly number[]): [number, number] {
  const weights = sample.observations.map(({ weight }) => weight);
  return shareInterval(estimateMean(sample, values), weights).interval;
}

// With 600 runs the share of a true 95 % interval lies within 0.95 ± 0.027 with a chance of 99.7 %.
const least = 0.923;
const most = 0.985;

describe('95 % intervals hold the truth in about 95 % of simulated releases', () => {
  const world = makeWorld(seededRandom(1, 'world'), 1200, 0.3);
  const truth = expected(world.mass, world.a);

  test.each([
    { name: 'a large batch', places: 150, batch: 20_000 },
    { name: 'a small batch', places: 300, batch: 500 },
    { name: 'few certain items', places: 60, batch: 5_000 },
  ])('a score, by design pareto: $name', ({ name, ...shape }) => {
    const share = coverage(`pareto ${name}`, (random) => {
      const { sample, indexes } = drawRelease(world, random, shape);
      return { interval: meanInterval(sample, pick(world.a, indexes)), truth };
    });
    expect(share).toBeGreaterThan(least);
    expect(share).toBeLessThan(most);
  });

  test('a score on Hard, with its tilt and a small batch', () => {
    const hardTruth = expected(hardTarget(world, world.mass), world.a);
    const share = coverage('hard', (random) => {
      const { sample, indexes } = drawRelease(world, random, { places: 300, batch: 1_000, tilted: true });
      return { interval: meanInterval(sample, pick(world.a, indexes)), truth: hardTruth };
    });
    expect(share).toBeGreaterThan(least);
    expect(share).toBeLessThan(most);
  });

  test('the difference estimator', () => {
    const share = coverage('regression', (random) => {
      const { sample, split, indexes } = drawRelease(world, random, { places: 200, batch: 20_000 });
      const estimate = differenceEstimate(sample, pick(world.a, indexes), both(split));
      if (!estimate) throw new Error('This release carries what the estimator needs.');
      return { interval: shareInterval(estimate, []).interval, truth };
    });
    expect(share).toBeGreaterThan(least);
    expect(share).toBeLessThan(most);
  });

  test('the difference of two models', () => {
    const difference = truth - expected(world.mass, world.b);
    const share = coverage('difference', (random) => {
      const { sample, indexes } = drawRelease(world, random, { places: 200, batch: 20_000 });
      const { interval } = pairedDifference(sample, pick(world.a, indexes), pick(world.b, indexes));
      return { interval, truth: difference };
    });
    expect(share).toBeGreaterThan(least);
    expect(share).toBeLessThan(most);
  });

  test('a score on an imported release with copies', () => {
    const rows = 200;
    const share = coverage('draws', (random) => {
      const counts = drawBatch(world, rows, random);
      const indexes = counts.flatMap((count, index) => (count > 0 ? [index] : []));
      const sample = sampleOf(
        both({
          design: 'draws',
          batchMatched: rows,
          auxiliaryTotals: null,
          items: indexes.map((index) =>
            freeFormItem(index, { weight: Math.round((counts[index] ?? 0) * rows), pi: null }),
          ),
        }),
      );
      return { interval: meanInterval(sample, pick(world.a, indexes)), truth };
    });
    expect(share).toBeGreaterThan(least);
    expect(share).toBeLessThan(most);
  });

  test('a score near 1 with few items, where estimate ± 2 standard errors fails', () => {
    const easy = makeWorld(seededRandom(2, 'easy world'), 1200, 0.97);
    const easyTruth = expected(easy.mass, easy.a);
    const share = coverage('near one', (random) => {
      const { sample, indexes } = drawRelease(easy, random, { places: 40, batch: 20_000 });
      return { interval: meanInterval(sample, pick(easy.a, indexes)), truth: easyTruth };
    });
    expect(share).toBeGreaterThan(least);
  });
});

test('the difference estimator has less noise than the weighted mean', () => {
  const world = makeWorld(seededRandom(1, 'world'), 1200, 0.3);
  const truth = expected(world.mass, world.a);
  const random = seededRandom(8, 'noise');
  let plain = 0;
  let regressed = 0;
  for (let run = 0; run < 200; run += 1) {
    const { sample, split, indexes } = drawRelease(world, random, { places: 200, batch: 20_000 });
    const values = pick(world.a, indexes);
    plain += (estimateMean(sample, values).mean - truth) ** 2;
    regressed += ((differenceEstimate(sample, values, both(split))?.mean ?? 0) - truth) ** 2;
  }
  expect(regressed).toBeLessThan(plain);
});
