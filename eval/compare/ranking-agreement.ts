import { type Correlation, kendall, meanRanks, pearson, spearman } from '../../src/core/correlation.js';
import { MixevalError } from '../../src/core/errors.js';
import { seededRandom } from '../../src/core/random.js';
import { defaultResampling, percentileInterval, type Resampling, resample } from '../statistics/bootstrap.js';
import { outliers } from '../statistics/outliers.js';

/** A model with its score here and its value in another ranking, such as an arena's Elo. */
export interface RankedTwice {
  readonly model: string;
  /** 0 to 1, or any other number. */
  readonly score: number;
  readonly other: number;
}

/** A correlation with its 95 % bootstrap interval; null where all resamples give the same, which says nothing of its error. */
export interface CorrelationEstimate {
  readonly value: number;
  readonly interval: readonly [number, number] | null;
}

/** A model that one ranking puts elsewhere than the other does. */
export interface Misfit extends RankedTwice {
  /** Places from the top, 1 for the highest; equal values share their mean place. */
  readonly place: number;
  readonly otherPlace: number;
  /**
   * How far its score lies from the line through all models, in that line's standard deviations; above 0: scores higher here.
   */
  readonly residual: number;
}

/** How far two rankings of the same models agree. */
export interface RankingAgreement {
  /** Models in both. */
  readonly n: number;
  readonly spearman: CorrelationEstimate;
  readonly kendall: CorrelationEstimate;
  readonly pearson: CorrelationEstimate;
  /** Those at least two standard deviations off the line of score on the other value, the farthest first. */
  readonly misfits: readonly Misfit[];
  readonly resampling: Resampling;
}

/** With fewer, a correlation says nothing. */
const fewestModels = 4;

/**
 * Correlations of two rankings, with 95 % percentile intervals from resampling models (Efron 1979).
 *
 * @throws MixevalError `usage` for fewer than four models, or where one side is the same for all
 */
export function rankingAgreement(
  models: readonly RankedTwice[],
  resampling: Resampling = defaultResampling,
): RankingAgreement {
  const x = models.map(({ score }) => score);
  const y = models.map(({ other }) => other);
  if (models.length < fewestModels || Number.isNaN(pearson(x, y))) {
    throw new MixevalError(
      'usage',
      `${models.length} models in both rankings, or all alike in one of them, make no correlation.`,
      { next: `Give values of ${fewestModels} models or more, under the names that the leaderboard shows.` },
    );
  }
  const random = seededRandom(resampling.seed, 'correlation');
  const resamples = Array.from({ length: resampling.draws }, () => resample(models.length, random));
  const estimate = (correlation: Correlation): CorrelationEstimate => {
    const interval = percentileInterval(
      resamples.map((places) =>
        correlation(
          places.map((place) => x[place] ?? 0),
          places.map((place) => y[place] ?? 0),
        ),
      ),
    );
    return { value: correlation(x, y), interval: interval && interval[0] < interval[1] ? interval : null };
  };
  return {
    n: models.length,
    spearman: estimate(spearman),
    kendall: estimate(kendall),
    pearson: estimate(pearson),
    misfits: misfitsOf(models, x, y),
    resampling,
  };
}

function misfitsOf(models: readonly RankedTwice[], x: readonly number[], y: readonly number[]): Misfit[] {
  const fromTop = (values: readonly number[]): number[] => meanRanks(values.map((value) => -value));
  const [places, otherPlaces] = [fromTop(x), fromTop(y)];
  return outliers(y, x).flatMap(({ place, residual }) => {
    const model = models[place];
    if (!model) return [];
    return [{ ...model, place: places[place] ?? 0, otherPlace: otherPlaces[place] ?? 0, residual }];
  });
}
