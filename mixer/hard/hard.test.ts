import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.js';
import { clusterShares, totalVariation } from '../shares.js';
import { randomUnitVectors } from '../testing/vectors.js';
import { acceptance, hardChances, hardTarget, hardTilt, standardised } from './acceptance.js';
import { hardMethods } from './index.js';
import type { HardInput } from './method.js';

const clusters = 12;
const dimensions = 8;

function hardInput(items: number, seed: number): HardInput {
  const random = seededRandom(seed, 'hard');
  const raw = Float64Array.from({ length: items }, () => Math.exp(2 * random()));
  const total = raw.reduce((sum, m) => sum + m, 0);
  return {
    mass: raw.map((m) => m / total),
    batchMatched: 100 * items,
    clusters: Int32Array.from({ length: items }, () => Math.floor(clusters * random() ** 1.5)),
    centroids: randomUnitVectors(clusters, dimensions, random),
    dimensions,
    uniforms: raw.map(() => random()),
    difficulty: raw.map(() => 3 * random() - 1.5),
    discrimination: raw.map(() => random() - 0.15),
    lambda: 1,
  };
}

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

describe.each(hardMethods.all())('Hard method $name', (method) => {
  const places = 200;
  const input = hardInput(1500, 1);
  const design = method.draw(input, places, seededRandom(1, 'draw'));

  test('fills all places, no item twice, with probabilities that sum to the places', () => {
    expect(design.drawn).toHaveLength(places);
    expect(new Set(design.drawn.map(({ candidate }) => candidate)).size).toBe(places);
    expect(sum(design.pi)).toBeCloseTo(places, 8);
    expect(sum(design.target)).toBeCloseTo(1, 10);
    for (const { candidate, stratum } of design.drawn) {
      expect(design.pi[candidate]).toBeGreaterThan(0);
      expect(design.pi[candidate]).toBeLessThanOrEqual(1);
      expect(design.target[candidate]).toBeGreaterThan(0);
      expect(stratum).toBeLessThan(clusters);
    }
  });

  test('gives the same draw from the same random numbers', () => {
    expect(method.draw(input, places, seededRandom(1, 'draw'))).toEqual(design);
  });

  test('prefers hard items, the more so with a larger lambda', () => {
    const meanDifficulty = (lambda: number): number => {
      const { target } = method.draw({ ...input, lambda }, places, seededRandom(1, 'draw'));
      return sum(target.map((q, candidate) => q * (input.difficulty[candidate] ?? 0)));
    };
    expect(meanDifficulty(1)).toBeGreaterThan(meanDifficulty(0) + 0.2);
    expect(meanDifficulty(2)).toBeGreaterThan(meanDifficulty(1) + 0.1);
  });

  test('can draw all that it says is possible', () => {
    const possible = method.possible(input);
    const { drawn, pi } = method.draw(input, possible, seededRandom(1, 'draw'));
    expect(drawn).toHaveLength(possible);
    expect(pi.filter((p) => p === 1)).toHaveLength(possible);
  });
});

describe('discrimination', () => {
  const method = hardMethods.get('discrimination');

  test('keeps out what does not discriminate', () => {
    const input = hardInput(1500, 2);
    const { target, drawn } = method.draw(input, 150, seededRandom(1, 'draw'));
    input.discrimination.forEach((r, candidate) => {
      expect((target[candidate] ?? 0) > 0).toBe(r > 0);
    });
    for (const { candidate } of drawn) expect(input.discrimination[candidate]).toBeGreaterThan(0);
    expect(method.possible(input)).toBe(input.discrimination.filter((r) => r > 0).length);
  });

  test("weighted topic shares stay the traffic's within 0.01", () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const input = hardInput(5000, seed);
      const { target, pi, drawn } = method.draw(input, 500, seededRandom(seed, 'draw'));
      const weights = new Float64Array(input.mass.length);
      for (const { candidate } of drawn) {
        weights[candidate] = (target[candidate] ?? 0) / (pi[candidate] ?? 1);
      }
      const traffic = clusterShares(input.clusters, input.mass);
      expect(totalVariation(clusterShares(input.clusters, weights), traffic)).toBeLessThan(0.01);
    }
  });
});

describe('target', () => {
  const entries = fc.array(
    fc.record({
      mass: fc.double({ min: 1e-6, max: 1, noNaN: true }),
      accepted: fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 10, noNaN: true })),
      cluster: fc.nat(5),
    }),
    { minLength: 1, maxLength: 60 },
  );

  test('gives each cluster its mass, whatever the places', () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: 2000 }), (given, places) => {
        const total = sum(given.map(({ mass }) => mass));
        const mass = Float64Array.from(given, (one) => one.mass / total);
        const accepted = Float64Array.from(given, (one) => one.accepted);
        const target = hardTarget(
          mass,
          accepted,
          Int32Array.from(given, ({ cluster }) => cluster),
          places,
        );
        const open = new Set(given.flatMap((one) => (one.accepted > 0 ? [one.cluster] : [])));
        if (open.size === 0) {
          expect(sum(target)).toBe(0);
          return;
        }
        expect(sum(target)).toBeCloseTo(1, 9);
        const openMass = sum(given.flatMap(({ cluster }, at) => (open.has(cluster) ? [mass[at] ?? 0] : [])));
        for (const cluster of open) {
          const of = (values: Float64Array): number =>
            sum(given.flatMap((one, at) => (one.cluster === cluster ? [values[at] ?? 0] : [])));
          expect(of(target)).toBeCloseTo(of(mass) / openMass, 9);
        }
      }),
    );
  });

  test('counts an item by its chance to be asked for in as many queries as there are places', () => {
    const mass = Float64Array.of(0.5, 0.02, 0.01, 0.47);
    const everything = new Float64Array(4).fill(1);
    const share = (places: number): number[] => {
      const q = hardTarget(mass, everything, new Int32Array(4), places);
      return [...q.map((each) => each / (q[2] ?? 1))];
    };
    const asked = (m: number): number => 1 - Math.E ** (-30 * m);
    expect(share(30)[0]).toBeCloseTo(asked(0.5) / asked(0.01), 9);
    // With few places by the traffic's shares, with many all alike.
    expect(share(0.001)[0]).toBeCloseTo(50, 1);
    expect(share(2000)[0]).toBeCloseTo(1, 6);
  });

  test("the tilt is by what one of an item's queries fewer would lower its q in its topic", () => {
    const input = {
      ...hardInput(40, 3),
      clusters: new Int32Array(40),
      discrimination: new Float64Array(40).fill(0.5),
    };
    const [places, batchMatched] = [20, 500];
    const { target } = hardChances(input, places);
    const tilt = hardTilt(target, input.mass, places, batchMatched);
    const odds = (q: number): number => q / (1 - q);
    for (const candidate of [0, 7, 21]) {
      const mass = input.mass.with(candidate, (input.mass[candidate] ?? 0) - 1 / batchMatched);
      const fewer = hardChances({ ...input, mass }, places).target[candidate] ?? 0;
      const q = target[candidate] ?? 0;
      // All is one topic: the odds of an item are as its own part, whatever the others'.
      const lost = q * (1 - odds(fewer) / odds(q));
      const expected = (batchMatched ** 2 * (input.mass[candidate] ?? 0) * lost ** 2) / q;
      expect(tilt[candidate]).toBeCloseTo(expected, 9);
    }
  });

  test('the tilt is q/m of an item with one query and where q grows in proportion, and 0 of what is not accepted', () => {
    const mass = Float64Array.of(0.001, 0.5, 0.249, 0.25);
    const target = Float64Array.of(0.1, 0.2, 0, 0.7);
    const tilt = hardTilt(target, mass, 2000, 1000);
    expect(tilt[0]).toBeCloseTo(100, 9);
    expect([...tilt.slice(1)].every((value) => value >= 0 && value < 1e-9)).toBe(true);
    const inProportion = hardTilt(target, mass, 1e-6, 1000);
    [100, 0.4, 0, 2.8].forEach((value, candidate) => {
      expect(inProportion[candidate]).toBeCloseTo(value, 4);
    });
  });

  test('acceptance is r exp(lambda z), and 0 for a negative r', () => {
    expect(acceptance(0.5, 2, 1)).toBeCloseTo(0.5 * Math.E ** 2, 12);
    expect(acceptance(0.5, 5, 1)).toBe(acceptance(0.5, 2, 1));
    expect(acceptance(0.5, 2, 0)).toBe(0.5);
    expect(acceptance(-0.1, 2, 1)).toBe(0);
  });

  test('standardised values have mean 0 and deviation 1, and are 0 where nothing varies', () => {
    const values = Float64Array.of(1, 2, 3, 6);
    const z = standardised(values, values);
    expect(sum(z)).toBeCloseTo(0, 12);
    expect(sum(z.map((value) => value * value))).toBeCloseTo(4, 12);
    expect([...standardised(values, Float64Array.of(2, 2))]).toEqual([0, 0, 0, 0]);
  });
});
