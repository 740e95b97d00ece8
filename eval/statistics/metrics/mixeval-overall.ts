import { formats } from '../../../src/core/schemas/item.js';
import { mixevalOverall as overall } from '../mixeval-overall.js';
import { weightedMean } from '../weighted-mean.js';
import type { Metric } from './metric.js';

/** MixEval's own overall number, on whole imported releases: comparable with what it published. */
export const mixevalOverall: Metric = {
  name: 'mixeval-overall',
  compute({ graded: { sample, scores }, whole }) {
    if (!whole || sample.design !== 'draws') return null;
    const value = overall(
      formats.map((format) => {
        const ofFormat = sample.observations.flatMap((observation, index) =>
          observation.format === format
            ? [{ copies: observation.weight, score: scores[index]?.score ?? 0 }]
            : [],
        );
        const copies = ofFormat.map((one) => one.copies);
        return {
          rows: copies.reduce((sum, weight) => sum + weight, 0),
          mean: weightedMean(
            ofFormat.map(({ score }) => score),
            copies,
          ),
        };
      }),
    );
    return value === null ? null : { value, interval: null };
  },
};
