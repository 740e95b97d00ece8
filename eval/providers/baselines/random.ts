import { randomInteger, seededRandom } from '../../../src/core/random.js';
import { letterAt } from '../../parsers/rules/multiple-choice/letters.js';
import type { Baseline } from './baseline.js';

/** Any option; any of the accepted answers of all questions. What a score must beat to mean anything. */
export const random: Baseline = {
  name: 'random',
  async prepare({ candidates }) {
    return ({ id, options }, seed) => {
      const draw = seededRandom(seed, `baseline:random ${id}`);
      if (options) return letterAt(randomInteger(draw, options.length));
      return candidates[randomInteger(draw, candidates.length)] ?? '';
    };
  },
};
