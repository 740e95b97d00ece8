import { acceptance, hardTarget } from '../../mixer/hard/acceptance.js';
import { analyseHalf } from '../../mixer/hard/half-analysis.js';
import { type HardDraw, separatedShare } from '../../mixer/hard/separation.js';
import type { Population } from '../../mixer/index.js';
import { restricted } from '../../mixer/index.js';
import type { ResponseMatrix } from '../../mixer/item-analysis/responses.js';
import { itemSize } from '../../mixer/sampling/sizes.js';
import { inclusionProbabilities } from '../../src/core/inclusion.js';
import { seededRandom, shuffled } from '../../src/core/random.js';
import { answersOf, type ResponseTable } from '../../versions/stability/scored-pool.js';

/** What items stand for: the queries that hit them, or each as much as any other. */
export type HardTraffic = 'queries' | 'alike';

/** Shares of pairs told apart, at one number of places. */
export interface HardSeparation {
  readonly traffic: HardTraffic;
  readonly places: number;
  readonly pairs: number;
  /** The normal benchmark's own draw. */
  readonly none: number;
  /** The paper's: p ~ m exp(lambda d), at each lambda. */
  readonly paper: Readonly<Record<string, number>>;
  /** Ours at each lambda. */
  readonly ours: Readonly<Record<string, number>>;
  /** The same of pairs among the stronger half of the scored models. */
  readonly strong: {
    readonly none: number;
    readonly paper: Readonly<Record<string, number>>;
    readonly ours: Readonly<Record<string, number>>;
  };
}

const strengths = [0, 0.5, 1, 1.5, 2];
const splits = 10;

/**
 * Cross-fitted: one half of the models makes the design, the pairs of the other half are told apart by it or not; both
 * ways round, over ten random halvings. Items that any of the models lacks count as wrong for it.
 */
export function measureHard(
  whole: Population,
  table: ResponseTable,
  traffic: HardTraffic,
  allPlaces: readonly number[],
): HardSeparation[] {
  const population = restricted(whole, (id) => table.scores.has(id));
  const countOf = (row: number): number => (traffic === 'alike' ? 1 : (population.counts[row] ?? 0));
  const rows = [...population.ids.keys()].filter((row) => countOf(row) > 0);
  const counts = Float64Array.from(rows, countOf);
  const queries = counts.reduce((sum, each) => sum + each, 0);
  const mass = counts.map((each) => each / queries);
  // Items that nobody asks for are in no cluster.
  const clusters = Int32Array.from(rows, (row) =>
    traffic === 'alike' ? 0 : (population.clusters[row] ?? 0),
  );
  const sources = rows.map((row) => population.benchmarks[row] ?? '');
  const scores = rows.map((row) => {
    const known = table.scores.get(population.ids[row] ?? '') ?? new Float64Array();
    return known.map((score) => (Number.isNaN(score) ? 0 : score));
  });
  const matrix: ResponseMatrix = {
    subjects: table.subjects,
    rows: rows.length,
    scores: Float64Array.from(scores.flatMap((row) => [...row])),
  };
  return allPlaces
    .filter((places) => places < rows.length)
    .map((places) => {
      const random = seededRandom(1, 'hard halves');
      const sums = { all: emptySums(), strong: emptySums() };
      let folds = 0;
      let pairs = 0;
      for (let split = 0; split < splits; split += 1) {
        const order = shuffled([...table.subjects.keys()], random);
        const middle = order.length >> 1;
        const [first, second] = [order.slice(0, middle), order.slice(middle)];
        for (const [design, scored] of [
          [first, second],
          [second, first],
        ] as const) {
          folds += 1;
          pairs = (scored.length * (scored.length - 1)) / 2;
          const half = analyseHalf(matrix, design, sources);
          const onTraffic = (subject: number): number =>
            scores.reduce((sum, row, at) => sum + (mass[at] ?? 0) * (row[subject] ?? 0), 0);
          const ranked = [...scored].sort((a, b) => onTraffic(b) - onTraffic(a));
          const draws = drawsOf({ mass, clusters, places, ...half, answers: answersOf(scores, design) });
          for (const [group, chosen] of [
            ['all', ranked],
            ['strong', ranked.slice(0, Math.ceil(ranked.length / 2))],
          ] as const) {
            const picked = scores.map((row) => Float64Array.from(chosen, (subject) => row[subject] ?? 0));
            const order2 = chosen.map(onTraffic);
            for (const [name, draw] of draws) {
              const known = sums[group].get(name) ?? 0;
              sums[group].set(name, known + separatedShare(draw, picked, order2));
            }
          }
        }
      }
      const shares = (sum: ReadonlyMap<string, number>) => ({
        none: (sum.get('none') ?? 0) / folds,
        paper: byStrength('paper', sum, folds),
        ours: byStrength('ours', sum, folds),
      });
      return { traffic, places, pairs, ...shares(sums.all), strong: shares(sums.strong) };
    });
}

const emptySums = (): Map<string, number> => new Map();

function byStrength(name: string, sums: ReadonlyMap<string, number>, folds: number): Record<string, number> {
  return Object.fromEntries(
    strengths.map((lambda) => [lambda.toFixed(1), (sums.get(`${name} ${lambda}`) ?? 0) / folds]),
  );
}

function drawsOf({
  mass,
  clusters,
  places,
  difficulty,
  discrimination,
  answers,
}: {
  readonly mass: Float64Array;
  readonly clusters: Int32Array;
  readonly places: number;
  readonly difficulty: Float64Array;
  readonly discrimination: Float64Array;
  readonly answers: readonly { readonly right: number; readonly subjects: number }[];
}): [string, HardDraw][] {
  const sizes = mass.map((m, at) => itemSize(m, answers[at] ?? { right: 0, subjects: 0 }));
  const none: HardDraw = { target: mass, pi: inclusionProbabilities(sizes, places) };
  return [
    ['none', none],
    ...strengths.map((lambda): [string, HardDraw] => {
      const weights = mass.map((m, at) => m * Math.exp(lambda * (difficulty[at] ?? 0)));
      const pi = inclusionProbabilities(weights, places);
      return [`paper ${lambda}`, { target: pi.map((p) => p / places), pi }];
    }),
    ...strengths.map((lambda): [string, HardDraw] => {
      const accepted = mass.map((_, at) => acceptance(discrimination[at] ?? 0, difficulty[at] ?? 0, lambda));
      const target = hardTarget(mass, accepted, clusters);
      const possible = target.filter((q) => q > 0).length;
      return [`ours ${lambda}`, { target, pi: inclusionProbabilities(target, Math.min(places, possible)) }];
    }),
  ];
}
