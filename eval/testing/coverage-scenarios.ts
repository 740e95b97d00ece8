import { type Random, seededRandom } from '../../src/core/random.js';
import { differenceEstimate } from '../statistics/difference-estimator.js';
import { pairedDifference } from '../statistics/paired-difference.js';
import { estimateShare, shareInterval } from '../statistics/share-interval.js';
import {
  drawImport,
  drawRelease,
  type ReleaseOptions,
  type SimulatedRelease,
  type SimulatedWorld,
  simulatedWorld,
  trueMean,
  type WorldOptions,
} from './simulated-release.js';

/** One simulation: draws a release and gives an interval from it, over and over. */
export interface CoverageScenario {
  readonly name: string;
  /** What the intervals should hold. */
  readonly truth: number;
  interval(random: Random): readonly [number, number];
}

/** How often intervals held the truth, and on which side the others lay. */
export interface Coverage {
  readonly held: number;
  readonly above: number;
  readonly below: number;
  /** Mean width of the intervals. */
  readonly width: number;
}

/** Shares over so many runs; the same scenario gives the same figures. */
export function coverageOf({ name, truth, interval }: CoverageScenario, runs: number): Coverage {
  const random = seededRandom(9, name);
  let [above, below, width] = [0, 0, 0];
  for (let run = 0; run < runs; run += 1) {
    const [low, high] = interval(random);
    if (low > truth) above += 1;
    if (high < truth) below += 1;
    width += high - low;
  }
  return { held: 1 - (above + below) / runs, above: above / runs, below: below / runs, width: width / runs };
}

const at = (values: readonly number[], places: readonly number[]): number[] =>
  places.map((place) => values[place] ?? 0);

/** A model's score on releases of a world. */
function score(name: string, worldOptions: WorldOptions, release: ReleaseOptions): CoverageScenario {
  const world = simulatedWorld('coverage', worldOptions);
  return {
    name,
    truth: trueMean(world, world.a, release.hard),
    interval(random) {
      const { sample, places } = drawRelease(world, random, release);
      return estimateShare(sample, at(world.a, places)).interval;
    },
  };
}

/** The difference of a world's two models. */
function difference(
  name: string,
  worldOptions: WorldOptions,
  draw: (world: SimulatedWorld, random: Random) => SimulatedRelease,
  hard = false,
): CoverageScenario {
  const world = simulatedWorld('coverage', worldOptions);
  return {
    name,
    truth: trueMean(world, world.a, hard) - trueMean(world, world.b, hard),
    interval(random) {
      const { sample, places } = draw(world, random);
      return pairedDifference(sample, at(world.a, places), at(world.b, places)).interval;
    },
  };
}

function imported(name: string, worldOptions: WorldOptions, rows: number, limit?: number): CoverageScenario {
  const world = simulatedWorld('coverage', worldOptions);
  return {
    name,
    truth: trueMean(world, world.a),
    interval(random) {
      const { sample, places } = drawImport(world, random, rows, limit);
      return estimateShare(sample, at(world.a, places)).interval;
    },
  };
}

function byDifficulty(name: string, worldOptions: WorldOptions, release: ReleaseOptions): CoverageScenario {
  const world = simulatedWorld('coverage', worldOptions);
  return {
    name,
    truth: trueMean(world, world.a),
    interval(random) {
      const { sample, splits, places } = drawRelease(world, random, release);
      const estimate = differenceEstimate(sample, at(world.a, places), splits);
      if (!estimate) throw new Error('This release carries what the estimator needs.');
      return shareInterval(estimate, []).interval;
    },
  };
}

const middling = { items: 1200, ability: 0.5 };
const smallPool = { items: 200, ability: 0.3, clusters: 4 };
const few = { items: 1200, tail: 0.5, clusters: 2 };
const batch = 3000;

/** What the test suite runs: every design, and scores near 0 and 1 with few items. */
export const coverageScenarios: readonly CoverageScenario[] = [
  score('score, no certain items', { ...middling, tail: 0.4 }, { places: 80, batch }),
  score('score, many certain items', { ...middling, tail: 1 }, { places: 300, batch }),
  score('score, Hard, 300 places', middling, { places: 300, batch, hard: true }),
  score('score, Hard, 50 places', { ...middling, clusters: 4 }, { places: 50, batch, hard: true }),
  score('score, Hard, 50 places, pool of 200', smallPool, { places: 50, batch, hard: true }),
  imported('score, imported with copies, 200 rows', middling, 200),
  imported('score near 1, imported with copies, 50 rows', { ...few, ability: 1.2 }, 50),
  score('score, 50 asked of 300 places, tail 1', { ...middling, tail: 1 }, { places: 300, batch, limit: 50 }),
  imported('score, 50 asked of 1,000 imported rows', middling, 1000, 50),
  difference('difference, 200 places', middling, (world, random) =>
    drawRelease(world, random, { places: 200, batch }),
  ),
  difference('difference, 50 places', { ...middling, clusters: 4 }, (world, random) =>
    drawRelease(world, random, { places: 50, batch }),
  ),
  difference(
    'difference, Hard, 50 places',
    { ...middling, clusters: 4 },
    (world, random) => drawRelease(world, random, { places: 50, batch, hard: true }),
    true,
  ),
  difference('difference, imported with copies', middling, (world, random) => drawImport(world, random, 200)),
  score('score near 1, 50 places', { ...few, ability: 1.2 }, { places: 50, batch }),
  score('score near 1, 20 places', { ...few, ability: 1.2 }, { places: 20, batch }),
  score('score near 0, 50 places', { ...few, ability: -0.15 }, { places: 50, batch }),
  score('score near 0, 20 places', { ...few, ability: -0.15 }, { places: 20, batch }),
  byDifficulty('difference estimator, 200 places', middling, { places: 200, batch }),
];

/** What the page of figures has besides: uneven traffic, small pools, and runs of a part of a release. */
export const furtherScenarios: readonly CoverageScenario[] = [0.7, 1].flatMap((tail) => [
  ...[100, 400].flatMap((items) =>
    [0, 0.5, 1].map((ability) =>
      score(
        `score, Hard, 50 places, pool of ${items}, tail ${tail}, ability ${ability}`,
        { items, ability, tail, clusters: 4 },
        { places: 50, batch, hard: true },
      ),
    ),
  ),
  ...[50, 150].flatMap((limit) => [
    ...[false, true].map((hard) =>
      score(
        `score, ${hard ? 'Hard, ' : ''}${limit} asked of 300 places, tail ${tail}`,
        { ...middling, tail },
        { places: 300, batch, hard, limit },
      ),
    ),
    imported(
      `score, ${limit} asked of 1,000 imported rows, tail ${tail}`,
      { ...middling, tail },
      1000,
      limit,
    ),
  ]),
]);
