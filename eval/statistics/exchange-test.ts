import { mean, standardDeviation } from '../../src/core/mean.js';
import { seededRandom } from '../../src/core/random.js';
import { t95 } from './student.js';

/** Whether the first values of groups lie above the others of their group. */
export interface ExchangeTest {
  /** Groups. */
  readonly n: number;
  /** Mean over groups of the first value minus the mean of the others. */
  readonly effect: number;
  /** 95 % of the effect, by Student's t; null with fewer than two groups. */
  readonly interval: [number, number] | null;
  /** One-sided: of an effect this high or higher where each value of a group is as likely to be the first one. */
  readonly pValue: number;
}

const draws = 9_999;

/**
 * A permutation test within groups (Fisher 1935; of pairs, his sign flips; Phipson and Smyth 2010 for the p-value, which is
 * never 0). A few groups whose first value stands out among m others are seen the better the more others there are: by
 * chance k of them come once in (m + 1)^k. The same values give the same p-value.
 *
 * @param groups two or more values each, any of which might have been the first one if nothing was the matter; any range
 */
export function exchangeTest(groups: readonly (readonly number[])[]): ExchangeTest {
  // The difference to the others' mean, for each value that might have been the first one.
  const differences = groups.map((group) => {
    const centre = mean(group);
    return group.map((value) => ((value - centre) * group.length) / (group.length - 1));
  });
  const own = differences.map(([first = 0]) => first);
  const telling = differences.filter((group) => group.some((difference) => difference !== 0));
  const sum = own.reduce((total, difference) => total + difference, 0);
  const rounding =
    1e-9 * telling.flat().reduce((most, difference) => Math.max(most, Math.abs(difference)), 0);
  const random = seededRandom(groups.length, 'exchanges');
  let asHigh = 1;
  for (let draw = 0; draw < draws; draw += 1) {
    let exchanged = 0;
    for (const group of telling) exchanged += group[Math.floor(random() * group.length)] ?? 0;
    if (exchanged >= sum - rounding) asHigh += 1;
  }
  const n = groups.length;
  const effect = n === 0 ? 0 : sum / n;
  return { n, effect, interval: meanInterval(own, effect), pValue: asHigh / (draws + 1) };
}

function meanInterval(values: readonly number[], centre: number): [number, number] | null {
  const n = values.length;
  if (n < 2) return null;
  const half = t95(n - 1) * (standardDeviation(values) / Math.sqrt(n));
  return [centre - half, centre + half];
}
