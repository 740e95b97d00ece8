import { formats } from '../../../src/core/schemas/item.js';
import { mixevalOverall as overall } from '../mixeval-overall.js';
import type { Metric } from './metric.js';

/** MixEval's own overall number, on whole imported releases: comparable with what it published. */
export const mixevalOverall: Metric = {
  name: 'mixeval-overall',
  compute({ graded: { sample, scores }, whole }) {
    if (!whole || sample.design !== 'draws') return null;
    const value = overall(
      formats.map((format) => {
        let [rows, right] = [0, 0];
        sample.observations.forEach((observation, index) => {
          if (observation.format !== format) return;
          rows += observation.weight;
          right += observation.weight * (scores[index]?.score ?? 0);
        });
        return { rows, mean: right / rows };
      }),
    );
    return value === null ? null : { value, interval: null };
  },
};
