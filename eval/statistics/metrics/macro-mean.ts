import { weightedMean } from '../weighted-mean.js';
import type { Metric } from './metric.js';

/** The mean over benchmarks of each one's weighted mean: every benchmark counts alike, however much the traffic asks of it. */
export const macroMean: Metric = {
  name: 'macro-mean',
  compute({ graded: { sample, scores } }) {
    const names = new Set(sample.observations.flatMap(({ item }) => item.benchmarks));
    if (names.size === 0) return null;
    const means = [...names].map((name) => {
      const members = sample.observations.flatMap(({ item, weight }, index) =>
        item.benchmarks.includes(name) ? [{ weight, value: scores[index]?.score ?? 0 }] : [],
      );
      return weightedMean(
        members.map(({ value }) => value),
        members.map(({ weight }) => weight),
      );
    });
    return { value: means.reduce((sum, mean) => sum + mean, 0) / means.length, interval: null };
  },
};
