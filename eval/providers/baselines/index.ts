import { registryOf } from '../../../src/core/registry.js';
import type { Provider } from '../provider.js';
import { type Baseline, baselineModel } from './baseline.js';
import { first } from './first.js';
import { nearest } from './nearest.js';
import { random } from './random.js';

export const baselines = registryOf<Baseline>('baseline', [random, nearest, first]);

/** Subjects that cost nothing and know nothing. */
export const baselineProvider: Provider = {
  name: 'baseline',
  example: 'baseline:random',
  async open(name, { embed }) {
    return baselineModel(baselines.get(name), embed);
  },
};
