import { benchmarksIn, partOf } from '../sample.js';
import { meanOfShares } from '../share-interval.js';
import type { Metric } from './metric.js';

/** The mean over benchmarks of each one's weighted mean: every benchmark counts alike, however much the traffic asks of it. */
export const macroMean: Metric = {
  name: 'macro-mean',
  compute({ graded: { sample, scores } }) {
    const names = benchmarksIn(sample);
    if (names.size === 0) return null;
    const { mean, interval } = meanOfShares(
      sample,
      scores.map((score) => score?.score ?? 0),
      [...names].map((name) => partOf(sample, ({ benchmarks }) => benchmarks.includes(name))),
    );
    return { value: mean, interval };
  },
};
