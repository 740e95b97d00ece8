import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.js';
import { coverageOf, coverageScenarios } from '../testing/coverage-scenarios.js';
import { drawRelease, simulatedWorld, trueMean } from '../testing/simulated-release.js';
import { differenceEstimate } from './difference-estimator.js';
import { estimateMean } from './estimate.js';
import { kishSize } from './kish.js';
import { z95 } from './normal.js';

const runs = 2000;

/** With 2,000 runs the share of a true 95 % interval lies within 1.5 points of 95 with a chance of 99.8 %. */
const least = 0.935;
const most = 0.965;

describe('95 % intervals hold the truth in 93.5 to 96.5 % of 2,000 simulated releases', () => {
  test.each(coverageScenarios.map((scenario) => ({ name: scenario.name, scenario })))(
    '$name',
    ({ scenario }) => {
      const { held } = coverageOf(scenario, runs);
      expect(held).toBeGreaterThanOrEqual(least);
      expect(held).toBeLessThanOrEqual(most);
    },
  );
});

test('estimate ± 1.96 standard errors does not: near 1 with 20 items it fails', () => {
  const world = simulatedWorld('wald', { items: 1200, ability: 1.5, tail: 0.5, clusters: 2 });
  const truth = trueMean(world, world.a);
  const { held } = coverageOf(
    {
      name: 'wald',
      truths: [truth, truth],
      draw(random) {
        const { sample, places } = drawRelease(world, random, { places: 20, batch: 3000 });
        const { mean, variance } = estimateMean(
          sample,
          places.map((place) => world.a[place] ?? 0),
        );
        const half = z95 * Math.sqrt(variance);
        return { truth, interval: [mean - half, mean + half] };
      },
    },
    runs,
  );
  expect(held).toBeLessThan(0.8);
});

test('the difference estimator has less noise than the weighted mean', () => {
  const world = simulatedWorld('noise', { items: 1200, ability: 0.5 });
  const truth = trueMean(world, world.a);
  const random = seededRandom(8, 'noise');
  let plain = 0;
  let regressed = 0;
  for (let run = 0; run < 200; run += 1) {
    const { sample, splits, places } = drawRelease(world, random, { places: 200, batch: 20_000 });
    const values = places.map((place) => world.a[place] ?? 0);
    plain += (estimateMean(sample, values).mean - truth) ** 2;
    regressed += ((differenceEstimate(sample, values, splits)?.mean ?? 0) - truth) ** 2;
  }
  expect(regressed).toBeLessThan(plain);
});

test('the simulated releases hold what they are named for: certain items, copies, tilts', () => {
  const random = seededRandom(8, 'shape');
  const world = simulatedWorld('shape', { items: 1200, ability: 0.5, tail: 1 });
  const { sample } = drawRelease(world, random, { places: 300, batch: 3000 });
  expect(sample.observations.length).toBe(300);
  expect(sample.observations.filter(({ pi }) => pi === 1).length).toBeGreaterThan(20);
  const hard = drawRelease(world, random, { places: 300, batch: 3000, hard: true }).sample.observations;
  expect(new Set(hard.map(({ tilt }) => Math.sign(Math.round(1000 * (tilt - 1))))).size).toBe(2);
  expect(kishSize(hard.map(({ weight }) => weight))).toBeLessThan(200);
});
