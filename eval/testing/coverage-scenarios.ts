import { type Random, randomInteger, seededRandom } from '../../src/core/random.js';
import { differenceEstimate } from '../statistics/difference-estimator.js';
import { differenceOfParts } from '../statistics/difference-of-parts.js';
import { pairedDifference } from '../statistics/paired-difference.js';
import { estimateShare, meanOfShares, shareInterval } from '../statistics/share-interval.js';
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
  /** The least and the greatest of what its intervals should hold. */
  readonly truths: readonly [number, number];
  draw(random: Random): { readonly truth: number; readonly interval: readonly [number, number] };
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
export function coverageOf({ name, draw }: CoverageScenario, runs: number): Coverage {
  const random = seededRandom(9, name);
  let [above, below, width] = [0, 0, 0];
  for (let run = 0; run < runs; run += 1) {
    const {
      truth,
      interval: [low, high],
    } = draw(random);
    if (low > truth) above += 1;
    if (high < truth) below += 1;
    width += high - low;
  }
  return { held: 1 - (above + below) / runs, above: above / runs, below: below / runs, width: width / runs };
}

const at = (values: readonly number[], places: readonly number[]): number[] =>
  places.map((place) => values[place] ?? 0);

type Draw = (world: SimulatedWorld, random: Random) => SimulatedRelease;

const release =
  (options: ReleaseOptions): Draw =>
  (world, random) =>
    drawRelease(world, random, options);

const imported =
  (rows: number, limit?: number): Draw =>
  (world, random) =>
    drawImport(world, random, rows, limit);

/** A scenario of one world, whose truth is one. */
function inOneWorld(
  name: string,
  truth: number,
  interval: (random: Random) => readonly [number, number],
): CoverageScenario {
  return { name, truths: [truth, truth], draw: (random) => ({ truth, interval: interval(random) }) };
}

/** A model's score on releases of a world. */
function score(name: string, options: WorldOptions, draw: Draw, hardPlaces = 0): CoverageScenario {
  const world = simulatedWorld('coverage', options);
  return inOneWorld(name, trueMean(world, world.a, hardPlaces), (random) => {
    const { sample, places } = draw(world, random);
    return estimateShare(sample, at(world.a, places)).interval;
  });
}

/** The difference of a world's two models. */
function difference(name: string, options: WorldOptions, draw: Draw, hardPlaces = 0): CoverageScenario {
  const world = simulatedWorld('coverage', options);
  const truth = trueMean(world, world.a, hardPlaces) - trueMean(world, world.b, hardPlaces);
  return inOneWorld(name, truth, (random) => {
    const { sample, places } = draw(world, random);
    return pairedDifference(sample, at(world.a, places), at(world.b, places)).interval;
  });
}

/** The difference between a model's score on a fifth of the items and on the others, as between those seen and not. */
function ofParts(name: string, options: WorldOptions, draw: Draw): CoverageScenario {
  const world = simulatedWorld('coverage', options);
  const isInside = (place: number): boolean => place % 5 === 0;
  const meanOver = (part: readonly number[]): number =>
    trueMean(
      world,
      world.a.map((y, place) => y * (part[place] ?? 0)),
    ) / trueMean(world, part);
  const inside = world.a.map((_, place) => Number(isInside(place)));
  const truth = meanOver(inside) - meanOver(inside.map((is) => 1 - is));
  return inOneWorld(name, truth, (random) => {
    const { sample, places } = draw(world, random);
    const parts = differenceOfParts(sample, at(world.a, places), places.map(isInside));
    if (!parts) throw new Error('Both parts have items.');
    return parts.interval;
  });
}

/** The mean over parts of a world's items, each part in the release counting alike, as over benchmarks of unequal size. */
function overParts(
  name: string,
  options: WorldOptions,
  draw: Draw,
  sizes: readonly number[],
): CoverageScenario {
  const world = simulatedWorld('coverage', options);
  const cycle = sizes.flatMap((size, part) => Array.from({ length: size }, () => part));
  const partOf = (place: number): number => cycle[place % cycle.length] ?? 0;
  const truths = sizes.map((_, part) => {
    const inside = world.a.map((_, place) => Number(partOf(place) === part));
    const right = world.a.map((y, place) => y * (inside[place] ?? 0));
    return trueMean(world, right) / trueMean(world, inside);
  });
  return {
    name,
    truths: [Math.min(...truths), Math.max(...truths)],
    draw(random) {
      const { sample, places } = draw(world, random);
      const present = [...new Set(places.map(partOf))];
      const parts = present.map((part) => places.map((place) => partOf(place) === part));
      return {
        truth: present.reduce((sum, part) => sum + (truths[part] ?? 0), 0) / present.length,
        interval: meanOfShares(sample, at(world.a, places), parts).interval,
      };
    },
  };
}

function byDifficulty(name: string, options: WorldOptions, draw: Draw): CoverageScenario {
  const world = simulatedWorld('coverage', options);
  return inOneWorld(name, trueMean(world, world.a), (random) => {
    const { sample, splits, places } = draw(world, random);
    const estimate = differenceEstimate(sample, at(world.a, places), splits);
    if (!estimate) throw new Error('This release carries what the estimator needs.');
    return shareInterval(estimate, []).interval;
  });
}

const middling = { items: 1200, ability: 0.5 };
const smallPool = { items: 200, ability: 0.3, clusters: 4 };
const few = { items: 1200, tail: 0.5, clusters: 2 };
const fourTopics = { ...middling, clusters: 4 };
const batch = 3000;
const tenBenchmarks = [8, 4, 2, 1, 1, 1, 1, 1, 1, 1];
const fortyBenchmarks = Array.from({ length: 40 }, () => 1);

/** Worlds in which a model's score is near an edge, with that score. */
function worldsNear(weakest: number, ablest: number): { world: SimulatedWorld; truth: number }[] {
  return Array.from({ length: 80 }, (_, index) => {
    const ability = weakest + ((ablest - weakest) * index) / 79;
    const world = simulatedWorld(`near an edge ${index}`, { ...few, ability });
    return { world, truth: trueMean(world, world.a) };
  });
}

const nearEdges = { 0: worldsNear(-0.8, 0.1), 1: worldsNear(0.9, 2.3) } as const;

/**
 * Scores near 0 or 1 in many worlds. Of few places a score takes few values, so that the share held at one truth is an accident
 * of where it lies between them, also for Wilson's own interval (Brown, Cai and DasGupta 2001, section 2): a level can be
 * nominal only over truths.
 *
 * @param within the distances of the truths from the edge, 0 to 1
 */
function nearEdge(
  name: string,
  edge: 0 | 1,
  draw: Draw,
  [nearest, farthest]: readonly [number, number] = [0, 0.2],
): CoverageScenario {
  const worlds = nearEdges[edge].filter(({ truth }) => {
    const distance = Math.abs(edge - truth);
    return distance >= nearest && distance < farthest;
  });
  const truths = worlds.map(({ truth }) => truth);
  return {
    name,
    truths: [Math.min(...truths), Math.max(...truths)],
    draw(random) {
      const picked = worlds[randomInteger(random, worlds.length)];
      if (!picked) throw new Error(`No world is ${nearest} to ${farthest} from ${edge}.`);
      const { world, truth } = picked;
      const { sample, places } = draw(world, random);
      return { truth, interval: estimateShare(sample, at(world.a, places)).interval };
    },
  };
}

/** What the test suite runs: every design, and scores near 0 and 1 with few items. */
export const coverageScenarios: readonly CoverageScenario[] = [
  score('score, no certain items', { ...middling, tail: 0.4 }, release({ places: 80, batch })),
  score('score, many certain items', { ...middling, tail: 1 }, release({ places: 300, batch })),
  score('score, Hard, 300 places', middling, release({ places: 300, batch, hard: true }), 300),
  score('score, Hard, 50 places', fourTopics, release({ places: 50, batch, hard: true }), 50),
  score('score, Hard, 50 places, pool of 200', smallPool, release({ places: 50, batch, hard: true }), 50),
  score(
    'score, Hard, a place for each of 100 alike',
    { items: 100, ability: 0.5, tail: 0, clusters: 4 },
    release({ places: 100, batch: 1000, hard: true }),
    100,
  ),
  score('score, imported with copies, 200 rows', middling, imported(200)),
  score(
    'score, 50 asked of 300 places, tail 1',
    { ...middling, tail: 1 },
    release({ places: 300, batch, limit: 50 }),
  ),
  score('score, 50 asked of 1,000 imported rows', middling, imported(1000, 50)),
  difference('difference, 200 places', middling, release({ places: 200, batch })),
  difference('difference, 50 places', fourTopics, release({ places: 50, batch })),
  difference('difference, Hard, 50 places', fourTopics, release({ places: 50, batch, hard: true }), 50),
  difference('difference, imported with copies', middling, imported(200)),
  ofParts('part less the rest, 300 places', middling, release({ places: 300, batch })),
  ofParts('part less the rest, imported with copies', middling, imported(400)),
  overParts('mean over 10 benchmarks, 60 places', fourTopics, release({ places: 60, batch }), tenBenchmarks),
  overParts('mean over 40 benchmarks, 200 imported rows', middling, imported(200), fortyBenchmarks),
  ...([0, 1] as const).flatMap((edge) =>
    [20, 50].flatMap((places) => [
      nearEdge(`score near ${edge}, ${places} places`, edge, release({ places, batch })),
      nearEdge(`score near ${edge}, ${places} imported rows`, edge, imported(places)),
    ]),
  ),
  byDifficulty('difference estimator, 200 places', middling, release({ places: 200, batch })),
];

/** What the page of figures has besides: uneven traffic, small pools, and runs of a part of a release. */
export const furtherScenarios: readonly CoverageScenario[] = [0.7, 1].flatMap((tail) => [
  ...[100, 400].flatMap((items) =>
    [0, 0.5, 1].map((ability) =>
      score(
        `score, Hard, 50 places, pool of ${items}, tail ${tail}, ability ${ability}`,
        { items, ability, tail, clusters: 4 },
        release({ places: 50, batch, hard: true }),
        50,
      ),
    ),
  ),
  ...[50, 150].flatMap((limit) => [
    ...[false, true].map((hard) =>
      score(
        `score, ${hard ? 'Hard, ' : ''}${limit} asked of 300 places, tail ${tail}`,
        { ...middling, tail },
        release({ places: 300, batch, hard, limit }),
        hard ? 300 : 0,
      ),
    ),
    score(
      `score, ${limit} asked of 1,000 imported rows, tail ${tail}`,
      { ...middling, tail },
      imported(1000, limit),
    ),
  ]),
]);

/** Means over benchmarks of which a release has a few items. */
export const meanScenarios: readonly CoverageScenario[] = (
  [
    [4, [14, 4, 1, 1], 200],
    [10, tenBenchmarks, 60],
    [40, fortyBenchmarks, 200],
  ] as const
).flatMap(([count, sizes, places]) => [
  overParts(`mean over ${count} benchmarks, ${places} places`, middling, release({ places, batch }), sizes),
  overParts(`mean over ${count} benchmarks, ${places} imported rows`, middling, imported(places), sizes),
]);

/** Scores near 0 and 1 by how near. */
export const edgeScenarios: readonly CoverageScenario[] = ([0, 1] as const).flatMap((edge) =>
  [20, 50].flatMap((places) =>
    [0, 0.05, 0.1, 0.15].map((nearest) =>
      nearEdge(`score near ${edge}, ${places} places`, edge, release({ places, batch }), [
        nearest,
        nearest + 0.05,
      ]),
    ),
  ),
);
