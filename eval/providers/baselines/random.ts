import { randomInteger, seededRandom } from '../../../src/core/random.js';
import { letterOf } from '../../prompts/options.js';
import type { Baseline } from './baseline.js';

/** Any option; any of the accepted answers of all questions. What a score must beat to mean anything. */
export const random: Baseline = {
  name: 'random',
  async prepare({ candidates }) {
    return ({ id, options }, seed) => {
      const draw = seededRandom(seed, `baseline:random ${id}`);
      if (options) return letterOf(randomInteger(draw, options.length));
      return candidates[randomInteger(draw, candidates.length)] ?? '';
    };
  },
};
