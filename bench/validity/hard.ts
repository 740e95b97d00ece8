import { analyseHalf } from '../../mixer/hard/half-analysis.js';
import { separatedShare } from '../../mixer/hard/separation.js';
import { type Population, queriesOf, restricted } from '../../mixer/index.js';
import type { ResponseMatrix } from '../../mixer/item-analysis/responses.js';
import { drawTraffic } from '../../mixer/replay/traffic.js';
import { seededRandom, shuffled } from '../../src/core/random.js';
import { answersOf, type ResponseTable } from '../../versions/stability/scored-pool.js';
import { separatedOverReleases } from './hard-releases.js';
import { type HardWay, type HardWorld, hardWays } from './hard-ways.js';

/** What items stand for: the queries that hit them, or each as much as any other. */
export type HardTraffic = 'queries' | 'alike';

/** Shares of pairs of models that one way tells apart, 0 to 1, by lambda as `1.0`. */
export interface Separation {
  /** Releases drawn again: the difference is more than 1.96 of its standard deviations over them. */
  readonly released: Record<string, number>;
  /** The same, of pairs among the stronger half of the scored models. */
  readonly strong: Record<string, number>;
  /** Items taken for a sample of items like them: 1.96 of the standard errors of one release. */
  readonly sampled: Record<string, number>;
}

/** One pool's, at one number of places. */
export interface HardSeparation {
  readonly traffic: HardTraffic;
  readonly places: number;
  readonly ways: Readonly<Record<HardWay['name'], Separation>>;
}

const strengths = [0, 0.5, 1, 1.5, 2];
const halvings = 5;
const releases = 100;

/**
 * Cross-fitted: one half of the models makes the design, the pairs of the other half are told apart by it or not; both
 * ways round, over five random halvings. Each release has a traffic of its own. An answer that a model lacks counts as wrong.
 */
export function measureHard(
  whole: Population,
  table: ResponseTable,
  traffic: HardTraffic,
  allPlaces: readonly number[],
): HardSeparation[] {
  const answered = restricted(whole, (id) => table.scores.has(id));
  const population = traffic === 'alike' ? alike(answered) : askedFor(answered);
  const scores = population.ids.map((id) =>
    (table.scores.get(id) ?? new Float64Array()).map((score) => (Number.isNaN(score) ? 0 : score)),
  );
  const matrix: ResponseMatrix = {
    subjects: table.subjects,
    rows: scores.length,
    scores: Float64Array.from(scores.flatMap((row) => [...row])),
  };
  const total = queriesOf(population);
  const mass = population.counts.map((count) => count / total);
  const queries = queriesOf(answered);
  const random = seededRandom(1, 'hard');
  const batches = Array.from({ length: releases }, () =>
    drawTraffic(population.counts, queries, random).map((count) => count / queries),
  );
  const folds = Array.from({ length: halvings }, () => {
    const order = shuffled([...table.subjects.keys()], random);
    const middle = order.length >> 1;
    const [first, second] = [order.slice(0, middle), order.slice(middle)];
    return [
      { design: first, scored: second },
      { design: second, scored: first },
    ];
  }).flat();

  return allPlaces
    .filter((places) => places < scores.length)
    .map((places) => {
      const ways: Record<HardWay['name'], Separation> = {
        none: empty(),
        paper: empty(),
        'paper-once': empty(),
        ours: empty(),
      };
      for (const { design, scored } of folds) {
        const onTraffic = (subject: number): number =>
          scores.reduce((sum, row, at) => sum + (mass[at] ?? 0) * (row[subject] ?? 0), 0);
        const ranked = scored
          .map((subject) => ({ subject, score: onTraffic(subject) }))
          .sort((a, b) => b.score - a.score);
        const ofScored = scores.map((row) => Float64Array.from(ranked, ({ subject }) => row[subject] ?? 0));
        const half = {
          ...analyseHalf(matrix, design, population.benchmarks),
          answers: answersOf(scores, design),
        };
        for (const way of hardWays) {
          for (const lambda of way.name === 'none' ? [1] : strengths) {
            const world = (of: Float64Array): HardWorld => ({
              ...half,
              mass: of,
              batchMatched: queries,
              lambda,
              clusters: population.clusters,
              centroids: population.centroids,
              dimensions: population.dimensions,
              uniforms: Float64Array.from(of, () => random()),
            });
            const drawn = batches.map((batch) => way.draw(world(batch), places, random));
            const { all, strong } = separatedOverReleases(drawn, ofScored);
            const name = lambda.toFixed(1);
            const { released, strong: ofStrong, sampled } = ways[way.name];
            released[name] = (released[name] ?? 0) + all / folds.length;
            ofStrong[name] = (ofStrong[name] ?? 0) + strong / folds.length;
            const scoresOnTraffic = ranked.map(({ score }) => score);
            sampled[name] =
              (sampled[name] ?? 0) +
              separatedShare(way.chances(world(mass), places), ofScored, scoresOnTraffic) / folds.length;
          }
        }
      }
      return { traffic, places, ways };
    });
}

const empty = (): Separation => ({ released: {}, strong: {}, sampled: {} });

/** The items that any query hits. */
function askedFor(population: Population): Population {
  const asked = new Set(population.ids.filter((_, row) => (population.counts[row] ?? 0) > 0));
  return restricted(population, (id) => asked.has(id));
}

/** Every item asked for as often as any other. Items that nobody asks for are in no topic, so all are in one. */
function alike(population: Population): Population {
  return {
    ...population,
    counts: new Float64Array(population.ids.length).fill(1),
    clusters: new Int32Array(population.ids.length),
  };
}
