import { type Random, randomInteger, seededRandom } from '../../src/core/random.js';

/** How a bootstrap is drawn. The same seed gives the same intervals. */
export interface Resampling {
  readonly draws: number;
  readonly seed: number;
}

/** Ten thousand: an interval's ends then move by about a hundredth of its width from seed to seed. */
export const defaultResampling: Resampling = { draws: 10_000, seed: 1 };

/** The 95 % percentile interval of a statistic's values over resamples (Efron 1979); NaN values are left out. */
export function percentileInterval(values: readonly number[]): [number, number] | null {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((x, y) => x - y);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return sorted.length === 0 ? null : [at(0.025), at(0.975)];
}

/** Places 0 to n - 1 drawn with replacement, n of them. */
export function resample(n: number, random: Random): number[] {
  return Array.from({ length: n }, () => randomInteger(random, n));
}

/**
 * Interval and p-value of the mean over strata of equally weighted values, each stratum resampled by itself. The p-value is
 * the share of resampled means at least as far from the mean as that is from 0 (Efron and Tibshirani 1993, section 16.4).
 *
 * @param strata values of each; at least one value in all
 */
export function bootstrapMean(
  strata: readonly (readonly number[])[],
  { draws, seed }: Resampling,
): { interval: [number, number]; pValue: number } {
  const random = seededRandom(seed, 'bootstrap');
  const n = strata.reduce((sum, { length }) => sum + length, 0);
  const mean = strata.flat().reduce((sum, value) => sum + value, 0) / n;
  const means = Array.from({ length: draws }, () => {
    let sum = 0;
    for (const values of strata) {
      for (let k = 0; k < values.length; k += 1) sum += values[randomInteger(random, values.length)] ?? 0;
    }
    return sum / n;
  });
  const asFar = means.filter((other) => Math.abs(other - mean) >= Math.abs(mean) - 1e-12).length;
  return { interval: percentileInterval(means) ?? [mean, mean], pValue: (asFar + 1) / (draws + 1) };
}
