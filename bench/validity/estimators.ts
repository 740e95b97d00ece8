import { differenceEstimate } from '../../eval/statistics/difference-estimator.js';
import { estimateMean } from '../../eval/statistics/estimate.js';
import { sampleOf } from '../../eval/statistics/sample.js';
import { estimateShare, shareInterval } from '../../eval/statistics/share-interval.js';
import { type Population, queriesOf, ways } from '../../mixer/index.js';
import { mean, standardDeviation } from '../../src/core/mean.js';
import { seededRandom } from '../../src/core/random.js';
import { type Format, formats } from '../../src/core/schemas/item.js';
import type { ReleaseItem, Split } from '../../src/core/schemas/release-item.js';
import {
  answersOf,
  type ResponseTable,
  type ScoredPopulation,
  scoredPopulation,
} from '../../versions/stability/scored-pool.js';
import type { RealPool } from './corpus.js';

/** How often 95 % intervals hold what they should, and what the difference estimator saves. */
export interface Estimators {
  readonly releases: number;
  readonly places: number;
  readonly queries: number;
  readonly models: number;
  /** With the batch term, of the traffic's mean; without it, of the batch's. */
  readonly coverageOfTraffic: number;
  readonly coverageOfBatch: number;
  /** Standard deviation over releases, mean over models. */
  readonly weightedStd: number;
  readonly differenceStd: number;
  readonly coverageOfDifference: number;
}

export interface EstimatorRequest {
  readonly pool: RealPool;
  readonly table: ResponseTable;
  readonly places: number;
  readonly queries: number;
  readonly releases: number;
}

/**
 * Draws releases and estimates every scored model's mean with its interval. Half of the models (every other one by name) are
 * known to the design, as probes would be; the others are scored.
 */
export function measureEstimators({ pool, table, places, queries, releases }: EstimatorRequest): Estimators {
  const all = table.subjects.map((_, subject) => subject);
  const known = all.filter((subject) => subject % 2 === 0);
  const scored = all.filter((subject) => subject % 2 === 1);
  const parts = formats
    .map((format) => scoredPopulation(pool.populations[format], table))
    .filter(({ population }) => queriesOf(population) > 0);
  const total = parts.reduce((sum, { population }) => sum + queriesOf(population), 0);
  const shareOf = ({ population }: ScoredPopulation): number => queriesOf(population) / total;
  const values = parts.map(({ scores }) => valuesOf(scores, scored));
  const shares = parts.map(shareOf);
  const corpus = parts.map(({ population }) => population.counts);
  const truth = scored.map((_, place) => scoreOver(values, corpus, shares, place));
  const random = seededRandom(1, `estimators ${pool.name}`);
  const way = ways.get('ours');
  const answers = parts.map(({ scores }) => answersOf(scores, known));
  const difficulties = answers.map((each) =>
    each.map(({ right, subjects }) => (subjects === 0 ? 0.5 : 1 - right / subjects)),
  );
  const weighted = scored.map((): number[] => []);
  const regressed = scored.map((): number[] => []);
  let [heldTraffic, heldBatch, heldDifference, intervals, regressions] = [0, 0, 0, 0, 0];
  for (let release = 0; release < releases; release += 1) {
    const splits: Partial<Record<Format, Split>> = {};
    const rows: number[][] = [];
    const batches: Float64Array[] = [];
    parts.forEach((part, at) => {
      const { population } = part;
      const drawn = way.draw(population, {
        places,
        queries: Math.max(1, Math.round(queries * shareOf(part))),
        random,
        uniforms: Float64Array.from(population.ids, () => random()),
        answers: answers[at] ?? [],
      });
      const batch = drawn.design?.batch ?? new Float64Array();
      const batchMatched = batch.reduce((sum, each) => sum + each, 0);
      const difficulty = difficulties[at] ?? [];
      rows.push([...drawn.rows]);
      batches.push(batch);
      splits[population.format] = {
        design: 'pareto',
        batchMatched,
        auxiliaryTotals: totals(batch, batchMatched, difficulty),
        items: drawn.rows.map((row, place) =>
          asReleaseItem(population, row, {
            weight: drawn.weights[place] ?? 1,
            pi: drawn.design?.pi[place] ?? 1,
            cluster: drawn.design?.strata[place] ?? 0,
            difficulty: difficulty[row] ?? 0,
          }),
        ),
      };
    });
    const both = {
      'free-form': splits['free-form'] ?? empty,
      'multiple-choice': splits['multiple-choice'] ?? empty,
    };
    const sample = sampleOf(both);
    const withoutBatch = { ...sample, batchMatched: 0 };
    const weights = sample.observations.map(({ weight }) => weight);
    scored.forEach((_, place) => {
      const drawn = rows.flatMap((own, at) => own.map((row) => values[at]?.[place]?.[row] ?? 0));
      const estimate = estimateMean(sample, drawn);
      weighted[place]?.push(estimate.mean);
      intervals += 1;
      if (holds(estimateShare(sample, drawn).interval, truth[place])) heldTraffic += 1;
      const ofBatch = scoreOver(values, batches, shares, place);
      if (holds(estimateShare(withoutBatch, drawn).interval, ofBatch)) heldBatch += 1;
      const difference = differenceEstimate(sample, drawn, both);
      if (!difference) return;
      regressed[place]?.push(difference.mean);
      regressions += 1;
      if (holds(shareInterval(difference, weights).interval, truth[place])) heldDifference += 1;
    });
  }
  return {
    ...{ releases, places, queries, models: scored.length },
    coverageOfTraffic: heldTraffic / intervals,
    coverageOfBatch: heldBatch / intervals,
    weightedStd: mean(weighted.map(standardDeviation)),
    differenceStd: mean(regressed.map(standardDeviation)),
    coverageOfDifference: heldDifference / regressions,
  };
}

const empty: Split = { design: 'pareto', batchMatched: 0, auxiliaryTotals: null, items: [] };

function holds(interval: readonly [number, number], truth: number | undefined): boolean {
  return truth !== undefined && interval[0] <= truth && truth <= interval[1];
}

/** What each scored model got, by row; what it has no answer to counts as wrong, as it does in an interval. */
function valuesOf(scores: readonly Float64Array[], scored: readonly number[]): Float64Array[] {
  return scored.map((subject) =>
    Float64Array.from(scores, (row) => {
      const score = row[subject] ?? Number.NaN;
      return Number.isNaN(score) ? 0 : score;
    }),
  );
}

/** A model's mean over queries, by format and then by the formats' shares. */
function scoreOver(
  values: readonly (readonly Float64Array[])[],
  counts: readonly Float64Array[],
  shares: readonly number[],
  place: number,
): number {
  return counts.reduce((score, each, at) => {
    const own = values[at]?.[place];
    let [sum, total] = [0, 0];
    each.forEach((count, row) => {
      sum += count * (own?.[row] ?? 0);
      total += count;
    });
    return score + ((shares[at] ?? 0) * sum) / total;
  }, 0);
}

function totals(
  batch: Float64Array,
  queries: number,
  difficulty: readonly number[],
): Split['auxiliaryTotals'] {
  const sum = { d: 0, d2: 0, d3: 0 };
  batch.forEach((each, row) => {
    const m = each / queries;
    const d = difficulty[row] ?? 0;
    sum.d += m * d;
    sum.d2 += m * d * d;
    sum.d3 += m * d * d * d;
  });
  return sum;
}

function asReleaseItem(
  population: Population,
  row: number,
  drawn: Pick<ReleaseItem, 'weight' | 'pi' | 'cluster' | 'difficulty'>,
): ReleaseItem {
  const id = population.ids[row] ?? '';
  return {
    ...{ id, context: null, prompt: id, target: [''], problem_type: 'free-form' },
    ...{ benchmark_name: '', benchmarks: [''], licence: '', similarity: null, tilt: 1, canary: '' },
    ...drawn,
  };
}
